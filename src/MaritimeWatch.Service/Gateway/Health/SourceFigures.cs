namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>What was measured of one source.</summary>
/// <param name="RateOfMinute">Valid messages a second, over the last minute.</param>
/// <param name="RateOfTenMinutes">Valid messages a second, over the last ten minutes.</param>
/// <param name="BadOfMinute">Bad messages of the last minute.</param>
/// <param name="AllOfMinute">All messages of the last minute, good and bad.</param>
/// <param name="Vessels">Vessels heard in the last ten minutes, at most <see cref="SourceMeter.MostVessels"/>.</param>
/// <param name="MedianGap">Between receptions, or null while too few are known.</param>
/// <param name="Lag">From event time to receipt, the median of the last receptions; null where none can be told.</param>
internal readonly record struct SourceFigures(
    double RateOfMinute, double RateOfTenMinutes, long BadOfMinute, long AllOfMinute, int Vessels, TimeSpan? MedianGap, TimeSpan? Lag)
{
    /// <summary>Positions of the last minute.</summary>
    public long PositionsOfMinute { get; init; }

    /// <summary>Those among them that no ship can have come to.</summary>
    public long ImplausibleOfMinute { get; init; }

    /// <summary>Vessels of the last minute that were not heard in the ten minutes before; 0 while all are new.</summary>
    public long StrangersOfMinute { get; init; }

    /// <summary>The share of bad messages in the last minute, 0 to 1.</summary>
    public double BadShare => AllOfMinute == 0 ? 0 : BadOfMinute / (double)AllOfMinute;
}
