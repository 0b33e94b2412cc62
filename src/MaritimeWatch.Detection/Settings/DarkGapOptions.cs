using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Settings;

/// <summary>G1, detectors.md C.9.</summary>
public sealed record DarkGapOptions
{
    /// <summary>Silence, in intervals at which she was heard until then, before it counts. 3 to 50; design value of C.9.</summary>
    public double SilentIntervals { get; init; } = 10;

    /// <summary>Least silence of a Class A vessel under way. 5 to 120 minutes; design value of C.9.</summary>
    public TimeSpan SilenceClassA { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Least silence of a Class B vessel, or one whose class is not told, under way. At least that of Class A, to 240 minutes; design value of C.9.</summary>
    public TimeSpan SilenceClassB { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Speed in knots below which a vessel is not under way. 0.1 to 3; the stop speed of a berth, detectors.md A.</summary>
    public double MinSpeedKnots { get; init; } = 0.5;

    /// <summary>Share of the passages through her waters that are heard throughout, from which on silence means something. 0.5 to 0.99; design value of C.9.</summary>
    public double MinCoverage { get; init; } = 0.9;

    /// <summary>Passages that tell the coverage of one cell without its neighbours. 3 to 200; eight heard throughout are what makes 90 % by the rule of succession.</summary>
    public int MinPassages { get; init; } = 8;

    /// <summary>The stream must have been watched for so long before any silence in it is judged. 30 minutes to 7 days; two of Class B's silences, design value.</summary>
    public TimeSpan MinHistory { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Share of the vessels about her that fell silent with her, from which on the feed is to blame. 0.1 to 1; design value of C.9.</summary>
    public double SharedSilence { get; init; } = 0.3;

    /// <summary>How close together "with her" is. 1 to 30 minutes; design value of C.9.</summary>
    public TimeSpan SharedWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far about her others are compared, in metres. 5,000 to 100,000; 15 nm, about what one receiver ashore hears of a small ship.</summary>
    public double CompareMetres { get; init; } = 15 * Nautical.MetresPerMile;

    /// <summary>A last fix this near to an asset makes a long silence an alarm, in metres. 500 to 50,000; design value of C.9.</summary>
    public double NearAssetMetres { get; init; } = 5 * Nautical.MetresPerMile;

    /// <summary>Silence to an alarm near an asset. At least that of Class A, to 6 hours; design value of C.9.</summary>
    public TimeSpan AlarmAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Silence to a warning anywhere. At least <see cref="AlarmAfter"/>, to 24 hours; Skylight, Global Fishing Watch.</summary>
    public TimeSpan WarningAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Silence that counts as disabling, far from shore. At least <see cref="WarningAfter"/>, to 72 hours; Global Fishing Watch.</summary>
    public TimeSpan DisablingAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Distance from the charted shore, in metres, from which on it does. 0 to 500,000; Global Fishing Watch's 50 nm.</summary>
    public double DisablingMetres { get; init; } = 50 * Nautical.MetresPerMile;

    /// <summary>A vessel this near to a charted port or anchorage, in metres, is not at sea. 0 to 20,000; design value.</summary>
    public double HarbourMetres { get; init; } = Nautical.MetresPerMile;

    /// <summary>Share of her former speed below which a gap was sailed with time lost. 0.3 to 1; beyond what a foul stream of 2 kn costs a ship of 10, design value.</summary>
    public double TimeLostBelow { get; init; } = 0.8;

    /// <summary>She must be heard again for this long before the case is closed. 1 to 120 minutes; design value.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A vessel silent for so long is a matter of record, not of watch. At least <see cref="DisablingAfter"/>, to 14 days; design value.</summary>
    public TimeSpan GivenUpAfter { get; init; } = TimeSpan.FromHours(48);
}
