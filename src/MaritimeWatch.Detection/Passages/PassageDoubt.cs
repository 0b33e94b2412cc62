namespace MaritimeWatch.Detection.Passages;

/// <summary>How far off a place on a vessel's way past an asset may be, each part by itself.</summary>
/// <param name="ChartSigmaMetres">One standard deviation of the asset's charted place.</param>
/// <param name="FixSigmaMetres">One standard deviation of her own position.</param>
/// <param name="InterpolationBoundMetres">How far from the drawn place she can have been at that time at most, by the fastest she could have gone; 0 at a fix.</param>
/// <param name="Seconds">One standard deviation of the time, in seconds: the metres at the speed at which she neared the asset. Half the silence at most.</param>
public readonly record struct PassageDoubt(double ChartSigmaMetres, double FixSigmaMetres, double InterpolationBoundMetres, double Seconds)
{
    /// <summary>One standard deviation of it all in metres, the bound taken as the half-width of an even spread.</summary>
    public double Metres => Math.Sqrt(
        (ChartSigmaMetres * ChartSigmaMetres) + (FixSigmaMetres * FixSigmaMetres) + (InterpolationBoundMetres * InterpolationBoundMetres / 3));
}
