using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>How often a vessel crossed one asset on each of the last 30 days, and whether she does it as a service does: there and back at one place, with a call between.</summary>
internal sealed class AssetTally(ChartedAsset asset)
{
    private const int Days = 30;

    // The judgement of a service fades: what she did a season ago weighs less than what she does now.
    private const int Remembered = 60;

    // A line run along wiggles under a ship: crossings the same way within this are one.
    private static readonly TimeSpan SamePassage = TimeSpan.FromMinutes(10);

    private readonly ushort[] counts = new ushort[Days];
    private long lastDay;
    private GeoPosition usual;
    private double lastCourse;
    private int judged;
    private int regular;

    public ChartedAsset Asset { get; } = asset;

    /// <summary>Event time of the last crossing.</summary>
    public Instant Last { get; private set; } = Instant.MinValue;

    /// <summary>Event time of the first crossing since the count began anew.</summary>
    public Instant First { get; private set; } = Instant.MaxValue;

    /// <summary>Crossings within 30 days up to the last one.</summary>
    public int Count
    {
        get
        {
            var sum = 0;
            foreach (var count in counts)
            {
                sum += count;
            }

            return sum;
        }
    }

    /// <summary>Takes a crossing, in event-time order; false when it is part of the passage before.</summary>
    public bool Take(in RecentCrossing crossing, double course, bool afterCall, RepeatedCrossingOptions options)
    {
        var isFirst = Last == Instant.MinValue;
        var isReversed = !isFirst && Angle.Between(course, lastCourse) > options.ReversalDegrees;
        if (!isFirst && !isReversed && crossing.Time - Last < SamePassage)
        {
            Last = crossing.Time;
            return false;
        }

        Advance(crossing.Time);
        counts[(int)(lastDay % Days)]++;
        First = Instant.Min(First, crossing.Time);
        if (isFirst)
        {
            usual = crossing.Point;
        }
        else
        {
            JudgeService(crossing.Point, isReversed && afterCall, options);
        }

        (Last, lastCourse) = (crossing.Time, course);
        return true;
    }

    /// <summary>Whether she crosses as a service does.</summary>
    public bool IsService(RepeatedCrossingOptions options) => judged + 1 >= options.ServiceCrossings && regular >= options.ServiceFraction * judged;

    /// <summary>Counts anew: what was told once is not told again.</summary>
    public void Clear()
    {
        Array.Clear(counts);
        First = Instant.MaxValue;
    }

    private void Advance(Instant time)
    {
        var day = time.UnixSeconds / 86_400;
        for (var next = Math.Max(lastDay + 1, day - Days + 1); next <= day; next++)
        {
            counts[(int)(next % Days)] = 0;
        }

        lastDay = Math.Max(lastDay, day);
    }

    private void JudgeService(GeoPosition place, bool isThereAndBack, RepeatedCrossingOptions options)
    {
        if (judged >= Remembered)
        {
            judged /= 2;
            regular /= 2;
        }

        judged++;
        if (isThereAndBack && new LocalPlane(usual).DistanceTo(place) <= options.ServiceSpreadMetres)
        {
            regular++;
        }

        // The usual place follows the last dozen: a ferry's track shifts with the season and the works.
        var part = 1.0 / Math.Min(judged + 1, 12);
        var plane = new LocalPlane(usual);
        var (east, north) = plane.ToPlane(place);
        usual = plane.ToGeo(east * part, north * part);
    }
}
