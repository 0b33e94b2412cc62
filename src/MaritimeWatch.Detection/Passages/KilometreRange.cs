namespace MaritimeWatch.Detection.Passages;

/// <summary>A stretch of an asset, in kilometres along it from where its chart begins.</summary>
/// <param name="From">First kilometre, 0 or more.</param>
/// <param name="To">Last kilometre, above the first; positive infinity for "to its end".</param>
public readonly record struct KilometreRange(double From, double To)
{
    /// <summary>All of it.</summary>
    public static readonly KilometreRange Whole = new(0, double.PositiveInfinity);

    /// <summary>Whether it is a stretch at all; NaN is none.</summary>
    public bool IsValid => From >= 0 && To > From;

    /// <summary>Whether it is all of the asset.</summary>
    public bool IsWhole => From == 0 && double.IsPositiveInfinity(To);
}
