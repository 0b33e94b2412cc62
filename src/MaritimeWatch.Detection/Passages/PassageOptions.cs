using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Detection.Passages;

/// <summary>How a vessel's way past an asset is worked out between her fixes. No threshold of an alarm: nothing here raises or silences an alert.</summary>
public sealed record PassageOptions
{
    /// <summary>Doubt in metres of a position flagged accurate. 0 to 1,000; detectors.md B.3.</summary>
    public double AccuratePositionSigmaMetres { get; init; } = new CorridorOptions().AccuratePositionSigmaMetres;

    /// <summary>Doubt in metres of any other position. 0 to 1,000; detectors.md B.3.</summary>
    public double PositionSigmaMetres { get; init; } = new CorridorOptions().PositionSigmaMetres;

    /// <summary>Silence, in her own intervals, across which a passage is possible and no more. 3 to 50; detectors.md C.9.</summary>
    public double SilentIntervals { get; init; } = new DarkGapOptions().SilentIntervals;

    /// <summary>Least such silence of a Class A vessel. 5 to 120 minutes; detectors.md C.9.</summary>
    public TimeSpan SilenceClassA { get; init; } = new DarkGapOptions().SilenceClassA;

    /// <summary>Least such silence of a Class B vessel, or one whose class is not told. At least that of Class A, to 240 minutes; detectors.md C.9.</summary>
    public TimeSpan SilenceClassB { get; init; } = new DarkGapOptions().SilenceClassB;

    /// <summary>Implied speed in knots no hull makes: no way is drawn between such fixes. 40 to 200; detectors.md S1.</summary>
    public double ImplausibleSpeedKnots { get; init; } = new TrackOptions().ImplausibleSpeedKnots;

    /// <summary>A jump shorter than this in metres is noise, whatever its implied speed. 100 to 5,000; as the tracks are kept.</summary>
    public double ImplausibleJumpMetres { get; init; } = new TrackOptions().ImplausibleJumpMetres;

    /// <summary>How much faster than ever heard she may have gone unheard. 1 to 2; a tenth is what a fair stream or full ahead adds to a sea speed, design value.</summary>
    public double FastestFactor { get; init; } = 1.1;

    /// <summary>... and this many knots more. 0 to 5; half a knot is rounding and the noise of a speed log, design value.</summary>
    public double FastestMarginKnots { get; init; } = 0.5;

    /// <summary>In a silence she may have made this many knots, however slow she was heard. 5 to 40; the sea speed of a slow merchantman, design value.</summary>
    public double LeastFastestKnots { get; init; } = 12;

    /// <summary>Between fixes closer in time than this the way is straight: a curve differs by less than the doubt of a fix. 5 to 120 seconds; design value.</summary>
    public TimeSpan CurveFrom { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Slowest speed in knots whose course over ground bends a way: below it the course is noise. 0.5 to 5; design value.</summary>
    public double CurveKnots { get; init; } = 2;

    /// <summary>The thresholds of a set of detection settings, so that a passage is "possible" where a crossing is.</summary>
    public static PassageOptions Of(DetectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new PassageOptions
        {
            AccuratePositionSigmaMetres = settings.Corridor.AccuratePositionSigmaMetres,
            PositionSigmaMetres = settings.Corridor.PositionSigmaMetres,
            SilentIntervals = settings.DarkGap.SilentIntervals,
            SilenceClassA = settings.DarkGap.SilenceClassA,
            SilenceClassB = settings.DarkGap.SilenceClassB,
            ImplausibleSpeedKnots = settings.Track.ImplausibleSpeedKnots,
            ImplausibleJumpMetres = settings.Track.ImplausibleJumpMetres,
        };
    }
}
