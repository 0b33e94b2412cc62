using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Queries;

/// <summary>All of one vessel's approaches to an asset in a period, as one visit.</summary>
internal sealed class AssetStay(Instant from, Instant to)
{
    private readonly List<Approach> approaches = [];
    private readonly HashSet<Instant> heard = [];
    
    /// <summary>When she was heard, wherever, in order.</summary>
    private readonly List<Instant> times = [];
    private long fixes;

    /// <param name="found">Her approaches.</param>
    /// <param name="run">The fixes they were found from.</param>
    public void Add(IReadOnlyList<Approach> found, PositionReport[] run)
    {
        approaches.AddRange(found.Where(approach => approach.To >= from && approach.From <= to));
        times.AddRange(run.Select(fix => fix.Time));
        foreach (var fix in run.Where(fix => fix.Time >= from && fix.Time <= to))
        {
            heard.Add(fix.Time);
            fixes += found.Any(approach => !approach.IsPossible && approach.From <= fix.Time && fix.Time <= approach.To) ? 1 : 0;
        }
    }

    /// <summary>The visit, or null for none. What is only possible counts where nothing else is known.</summary>
    /// <param name="mmsi">Whose.</param>
    /// <param name="heardFrom">Since when anybody was heard.</param>
    /// <param name="heardUntil">Until when she would have been heard.</param>
    public Visit? ToVisit(Mmsi mmsi, Instant heardFrom, Instant heardUntil)
    {
        var known = approaches.Any(approach => !approach.IsPossible) ? [.. approaches.Where(approach => !approach.IsPossible)] : approaches;
        if (known.Count == 0)
        {
            return null;
        }

        var first = Instant.Max(from, known.Min(approach => approach.From));
        var last = Instant.Min(to, known.Max(approach => approach.To));
        var silences = known[0].IsPossible ? [] : approaches.Where(approach => approach.IsPossible).ToList();
        var isIntoSilence = heard.Contains(last) && last < to && Next(last, heardUntil) - last > known[^1].SilenceThreshold;
        var isOutOfSilence = heard.Contains(first) && first > from && first - Previous(first, heardFrom) > known[0].SilenceThreshold;
        var closest = known.MinBy(approach => (approach.Closest.DistanceMetres, approach.Closest.Time.UnixMilliseconds))!.Closest;
        return new Visit
        {
            Vessel = new Vessel { Mmsi = mmsi.Value },
            FirstInside = WireTime.ToProto(first),
            LastInside = WireTime.ToProto(last),
            FirstInterpolated = !heard.Contains(first),
            LastInterpolated = !heard.Contains(last),
            SecondsInside = known.Sum(approach => Math.Max(0, (Instant.Min(to, approach.To) - Instant.Max(from, approach.From)).TotalSeconds)),
            FixCount = fixes,
            SilentBefore = silences.Any(silence => silence.From < first && silence.To >= first) || (isOutOfSilence && !known[0].IsPossible),
            SilentAfter = silences.Any(silence => silence.From <= last && silence.To > last) || (isIntoSilence && !known[0].IsPossible),
            Closest = Point(closest),
            ClosestMetres = Math.Round(closest.DistanceMetres, 1),
            Possible = known[0].IsPossible,
            CrossingCount = known.Sum(approach => approach.Crossings.Count(crossing => approach.IsPossible ? crossing.Latest >= from && crossing.Earliest <= to : crossing.Time >= from && crossing.Time <= to)),
        };
    }

    /// <summary>When she was last heard before a moment at which she was.</summary>
    private Instant Previous(Instant time, Instant otherwise) => times.FindLastIndex(one => one < time) is >= 0 and var number ? times[number] : otherwise;

    /// <summary>When she was heard next after it.</summary>
    private Instant Next(Instant time, Instant otherwise) => times.FindIndex(one => one > time) is >= 0 and var number ? times[number] : otherwise;

    private TrackPoint Point(PassagePoint closest)
    {
        if (closest is { Form: PathForm.Fix, Before: { } fix } && heard.Contains(fix.Time))
        {
            return TrackMessages.Of(fix);
        }

        var point = new TrackPoint { Time = WireTime.ToProto(closest.Time), Position = WirePosition.ToProto(closest.Vessel), SpeedOverGroundKnots = Math.Round(closest.SpeedKnots, 2), Interpolated = true };
        if (closest.CourseDegrees is { } course)
        {
            point.CourseOverGroundDegrees = Math.Round(course, 1) % 360;
        }

        return point;
    }
}
