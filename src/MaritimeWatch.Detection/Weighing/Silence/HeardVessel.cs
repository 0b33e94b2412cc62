using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>One vessel as far as hearing her goes: when and where last, how often, and what her silence has come to.</summary>
internal sealed class HeardVessel(ulong key)
{
    // About ten minutes of memory at one sample a minute.
    private const double Smoothing = 0.1;

    public ulong Key { get; } = key;

    public Mmsi Mmsi => new((uint)Key);

    public byte Track => (byte)(Key >> 32);

    /// <summary>Her last sample.</summary>
    public PictureSample Sample { get; private set; }

    /// <summary>Event time she was last heard, late reports included.</summary>
    public Instant LastHeard { get; private set; }

    /// <summary>Her last fix where the silence is long enough to have been told, else null.</summary>
    public PositionReport? LastFix { get; private set; }

    /// <summary>Moving average of the intervals at which she was heard, seconds.</summary>
    public double IntervalSeconds { get; private set; }

    /// <summary>Event time since which she has been heard without a long silence.</summary>
    public Instant HeardSince { get; set; }

    /// <summary>The cell of her last sample.</summary>
    public SeaCell Cell { get; private set; }

    /// <summary>The passage she is on: where it began in this cell; null while she lies still.</summary>
    public Instant? PassageSince { get; set; }

    /// <summary>Whether that passage is known to be broken, and was counted.</summary>
    public bool IsPassageBroken { get; set; }

    /// <summary>Long silences she had under way within the hours before, see <see cref="LastBreak"/>.</summary>
    public int Breaks { get; set; }

    /// <summary>Event time of the last of them.</summary>
    public Instant LastBreak { get; set; }

    public SilencePhase Phase { get; set; }

    /// <summary>Her silence was listed with this reason, or null.</summary>
    public string? HeldBackBy { get; set; }

    /// <summary>Her dark gap while it is open.</summary>
    public DarkGap? Gap { get; set; }

    /// <summary>When she is to be looked at next, and where she is queued for it; for <see cref="HeardVessels"/>.</summary>
    public long QueuedMinute { get; set; } = long.MaxValue;

    /// <summary>0 for Class A, 1 for what is weaker or not told: the classes of <see cref="CoverageGrid"/>.</summary>
    public int Class => Sample.StationClass == StationClass.ClassA ? 0 : 1;

    /// <summary>Speed by her last sample, or 0 where none is known.</summary>
    public double SpeedKnots => float.IsNaN(Sample.MeanSpeedKnots) ? 0 : Sample.MeanSpeedKnots;

    /// <summary>Whether a sample shows a vessel under way: by her speed; a status of lying still is believed up to 3 kn, as the reporting table does.</summary>
    public static bool IsUnderWay(in PictureSample sample, DarkGapOptions options) =>
        !sample.IsLying
        && sample.MeanSpeedKnots >= options.MinSpeedKnots
        && !(sample.Status is NavigationalStatus.AtAnchor or NavigationalStatus.Moored or NavigationalStatus.Aground && sample.MeanSpeedKnots <= 3);

    /// <summary>Silence after which her case is judged (detectors.md C.9).</summary>
    public TimeSpan DarkAfter(DarkGapOptions options)
    {
        var nominal = Math.Max(ReportingInterval.Seconds(Sample.StationClass, Sample.Status, SpeedKnots), IntervalSeconds);
        var least = Class == 0 ? options.SilenceClassA : options.SilenceClassB;
        return TimeSpan.FromSeconds(Math.Max(least.TotalSeconds, Math.Ceiling(options.SilentIntervals * nominal)));
    }

    /// <summary>Silence after which she counts as missing.</summary>
    public TimeSpan MissingAfter(FeedHealthOptions options) =>
        TimeSpan.FromSeconds(Math.Max(options.MissedAfter.TotalSeconds, Math.Ceiling(options.MissedIntervals * IntervalSeconds)));

    /// <summary>Takes her next sample.</summary>
    public void Hear(in PictureSample sample, DarkGapOptions options)
    {
        if (IntervalSeconds == 0)
        {
            IntervalSeconds = ReportingInterval.Seconds(sample.StationClass, sample.Status, float.IsNaN(sample.MeanSpeedKnots) ? 0 : sample.MeanSpeedKnots);
            HeardSince = sample.Time;
        }
        else
        {
            // One long silence is no habit: it counts as no more than what is judged anyway.
            var interval = Math.Min((sample.Time - LastHeard).TotalSeconds / Math.Max((ushort)1, sample.Fixes), DarkAfter(options).TotalSeconds);
            IntervalSeconds += Smoothing * (interval - IntervalSeconds);
        }

        Sample = sample;
        LastHeard = sample.Time;
        LastFix = null;
        Cell = SeaCell.Of(sample.RawLatitude, sample.RawLongitude);
    }

    /// <summary>Her last fix became known: her silence is long, or late reports shortened it.</summary>
    public void LearnLast(in PositionReport fix)
    {
        LastFix = fix;
        LastHeard = fix.Time;
        Cell = SeaCell.Of(fix.RawLatitude, fix.RawLongitude);
    }
}
