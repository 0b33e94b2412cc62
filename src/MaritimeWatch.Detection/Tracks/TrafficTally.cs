using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Counts traffic: positions and vessels by day, how fast they went, how often they were heard.</summary>
/// <remarks>The fixes of one vessel come in order of time, those of several in any order.</remarks>
public sealed class TrafficTally
{
    /// <summary>Upper limits of the speeds counted together, in knots; the last class has none.</summary>
    public static readonly IReadOnlyList<double> SpeedLimitsKnots = [0.5, 2, 5, 8, 11, 14, 17, 20, 25, 30, 40];

    /// <summary>Upper limits of the intervals counted together, in seconds: those of ITU-R M.1371-5 table 1 (2, 10 and 30 s, 3 and 6 min) and what is heard of them. What is longer is a silence.</summary>
    public static readonly IReadOnlyList<int> IntervalLimitsSeconds = [2, 6, 10, 30, 60, 180, 360, 600, 1_800];

    /// <summary>Silences that are kept, the longest of them.</summary>
    public const int MostSilences = 1_000;

    private readonly SortedDictionary<long, (long Positions, HashSet<Mmsi> Vessels)> days = [];
    private readonly Dictionary<Mmsi, (PositionReport Last, long Positions)> vessels = [];
    private readonly PriorityQueue<TrackSilence, (TimeSpan, uint, Instant)> silences = new();
    private readonly long[] speeds = new long[SpeedLimitsKnots.Count + 1];
    private readonly long[] intervals = new long[IntervalLimitsSeconds.Count];

    /// <summary>Positions in all.</summary>
    public long Positions { get; private set; }

    /// <summary>Positions that tell no speed.</summary>
    public long WithoutSpeed { get; private set; }

    /// <summary>Positions of each vessel.</summary>
    public IEnumerable<(Mmsi Mmsi, long Positions)> Vessels => vessels.Select(vessel => (vessel.Key, vessel.Value.Positions));

    /// <summary>Positions and different vessels of each day (UTC) on which there were any.</summary>
    public IEnumerable<(Instant Day, long Positions, int Vessels)> Days => days.Select(day => (Instant.FromUnixSeconds(day.Key * 86_400), day.Value.Positions, day.Value.Vessels.Count));

    /// <summary>Positions by speed: up to each limit, and last above all of them.</summary>
    public IReadOnlyList<long> Speeds => speeds;

    /// <summary>Intervals between two fixes of a vessel, up to each limit.</summary>
    public IReadOnlyList<long> Intervals => intervals;

    /// <summary>The longest times between two fixes that were taken, above the last of the limits; the longest first. Of fixes of an area alone she may have been outside of it meanwhile.</summary>
    public IReadOnlyList<TrackSilence> Silences => [.. silences.UnorderedItems.Select(item => item.Element).OrderByDescending(silence => silence.Duration).ThenBy(silence => silence.Last.Mmsi).ThenBy(silence => silence.Last.Time)];

    /// <summary>All such times, those that are not kept among them.</summary>
    public long SilenceCount { get; private set; }

    /// <summary>Counts a fix.</summary>
    public void Add(in PositionReport fix)
    {
        Positions++;
        var day = (long)Math.Floor(fix.Time.UnixSeconds / 86_400.0);
        var (positions, seen) = days.GetValueOrDefault(day, (0, []));
        seen.Add(fix.Mmsi);
        days[day] = (positions + 1, seen);
        Count(fix.SpeedOverGroundKnots);
        if (vessels.TryGetValue(fix.Mmsi, out var before))
        {
            Count(new TrackSilence(before.Last, fix));
        }

        vessels[fix.Mmsi] = (fix, before.Positions + 1);
    }

    private void Count(double? knots)
    {
        if (knots is not { } speed)
        {
            WithoutSpeed++;
            return;
        }

        var place = 0;
        while (place < SpeedLimitsKnots.Count && speed > SpeedLimitsKnots[place])
        {
            place++;
        }

        speeds[place]++;
    }

    private void Count(in TrackSilence silence)
    {
        var seconds = silence.Duration.TotalSeconds;
        for (var place = 0; place < intervals.Length; place++)
        {
            if (seconds <= IntervalLimitsSeconds[place])
            {
                intervals[place]++;
                return;
            }
        }

        SilenceCount++;
        silences.Enqueue(silence, (silence.Duration, silence.Last.Mmsi.Value, silence.Last.Time));
        if (silences.Count > MostSilences)
        {
            silences.Dequeue();
        }
    }
}
