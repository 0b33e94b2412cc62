using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>The places an MMSI reports from, once a fix came that cannot be reached from her track: error, jump, or another hull.</summary>
/// <remarks>
/// <para>
/// Every fix goes to the place it can be reached from, the nearest by dead reckoning where there are several. A place of one fix that the track
/// leaves behind is an error. A place that gathers fixes while the old one is silent for several of her own reporting intervals is a jump: the
/// hull goes on there. Two places that go on reporting side by side, each at her own pace, are two hulls (detectors.md S2): each gets a track of
/// her own, and neither ever sees a fix of the other.
/// </para>
/// <para>
/// A jump within the distance that tells two hulls apart waits for no silence: two fixes that agree are enough. Three fixes in a row that agree with
/// nothing, not even with each other, are a hull that is everywhere: her track goes on at the last of them.
/// </para>
/// <para>The memory exists only while there is more than one place to remember.</para>
/// </remarks>
internal sealed class HullTracks
{
    /// <summary>So many hulls under one MMSI are kept apart.</summary>
    public const int MostHulls = 4;

    private const int MostPlaces = 10;
    private const int MostFresh = 64;
    private const int MostAlternations = 12;

    // Two of three: so many fixes in a row that agree with nothing are no single error any more.
    private const int MostStrays = 3;

    // How far a course is carried on to tell which of several places a fix belongs to.
    private static readonly TimeSpan LongestReckoning = TimeSpan.FromMinutes(15);

    private readonly List<Place> places = [];
    private readonly List<Alternation> alternations = [];
    private Place current;
    private int strays;

    public HullTracks(in PositionReport last, TimeSpan interval)
    {
        // A track that has come this far has had more than a fix or two.
        current = new Place(last, 0, interval, fixes: 3);
        places.Add(current);
    }

    /// <summary>Whether there is nothing left to remember: one hull in one place.</summary>
    public bool IsOnePlace => places.Count == 1 && current.Hull == 0;

    /// <summary>Whether two hulls or more have been told apart.</summary>
    public bool IsSplit => places.Count(place => place.Hull >= 0) > 1;

    /// <summary>The fixes that a jump or a new hull starts with, oldest first; the one just observed is the last.</summary>
    public IReadOnlyList<PositionReport> Fresh => current.Fresh;

    /// <summary>Changes of place that no one hull can have made, oldest first; the last few.</summary>
    public IReadOnlyList<Alternation> Alternations => alternations;

    /// <summary>The latest fixes of the hulls that are told apart.</summary>
    public IEnumerable<PositionReport> LastOfHulls => places.Where(place => place.Hull >= 0).Select(place => place.Last);

    /// <summary>Whether a fix can be reached from any place.</summary>
    public bool Reaches(in PositionReport fix, TrackOptions options) => Find(fix, options) is not null;

    /// <summary>The hull that a fix would go to, from 0, or -1.</summary>
    public int HullOf(in PositionReport fix, TrackOptions options) => Find(fix, options)?.Hull ?? -1;

    /// <summary>Takes the next fix in event-time order.</summary>
    public HullStep Observe(in PositionReport fix, DetectionSettings settings)
    {
        var dropped = Forget(fix.Time, settings.Track);
        var options = settings.DuplicateMmsi;
        var place = Find(fix, settings.Track);
        var isNew = place is null;
        place ??= Add(fix, ref dropped);
        if (place != current)
        {
            NoteAlternation(place, fix, isNew, options, settings.Track);
            dropped += Leave(current);
            current = place;
        }

        strays = isNew ? strays + 1 : 0;
        if (!isNew)
        {
            place.Add(fix);
        }

        if (place.Hull >= 0)
        {
            return new HullStep(HullStepKind.Take, place.Hull, dropped, default);
        }

        if (place.Fresh.Count == MostFresh)
        {
            place.Fresh.RemoveAt(0);
            dropped++;
        }

        place.Fresh.Add(fix);
        if (place.Fixes >= 2 && AlternationsOf(place) >= options.Alternations && TryFindFreeNumber(out var number))
        {
            place.Hull = number;
            return new HullStep(HullStepKind.NewHull, place.Hull, dropped, default);
        }

        return (place.Fresh.Count >= 2 || strays >= MostStrays) && TryFindLeft(place, options, settings.Track, out var left)
            ? Jump(left, place, dropped)
            : new HullStep(HullStepKind.Hold, -1, dropped, default);
    }

    /// <summary>Clears what a jump or a new hull started with, once it is taken.</summary>
    public void TakeFresh() => current.Fresh.Clear();

    /// <summary>Drops the hulls not heard since a time but for the one heard last; whether there were any.</summary>
    public bool DropHullsSilentSince(Instant time)
    {
        var dropped = 0;
        for (var i = places.Count - 1; i >= 0; i--)
        {
            var place = places[i];
            if (place.Hull >= 0 && place.Last.Time < time && place != current)
            {
                Remove(place, ref dropped);
                dropped++;
            }
        }

        return dropped > 0;
    }

    /// <summary>After a long silence nobody knows who is who: the last one heard goes on.</summary>
    public void JoinHulls()
    {
        var dropped = 0;
        var heard = places.Where(place => place.Hull >= 0).MaxBy(place => place.Last.Time)!;
        foreach (var place in places.Where(place => place != heard).ToList())
        {
            Remove(place, ref dropped);
        }

        current = heard;
    }

    private static bool IsOutOfReach(in PositionReport from, in PositionReport to, TrackOptions options, out double metres)
    {
        var scale = default(TrackScale);
        scale.MoveTo(from.RawLatitude);
        metres = scale.Metres(from.RawLatitude, from.RawLongitude, to.RawLatitude, to.RawLongitude);
        return Reach.IsBeyond(metres, to.Time - from.Time, options);
    }

    private static TimeSpan JumpAfter(Place place, DuplicateMmsiOptions options)
    {
        var silence = place.Interval * options.JumpAfterIntervals;
        return silence < options.JumpAfterAtLeast ? options.JumpAfterAtLeast : silence > options.JumpAfterAtMost ? options.JumpAfterAtMost : silence;
    }

    private static double MetresFromReckoning(Place place, in PositionReport fix)
    {
        var last = place.Last;
        var scale = default(TrackScale);
        scale.MoveTo(last.RawLatitude);
        var (east, north) = scale.Offset(last.RawLatitude, last.RawLongitude, fix.RawLatitude, fix.RawLongitude);
        if (last.SpeedOverGroundKnots is { } knots && last.CourseOverGroundDegrees is { } course)
        {
            var time = fix.Time - last.Time;
            var metres = knots * Nautical.MetresPerSecondPerKnot * (time < LongestReckoning ? time : LongestReckoning).TotalSeconds;
            var (sin, cos) = Math.SinCos(course * Math.PI / 180);
            east -= metres * sin;
            north -= metres * cos;
        }

        return Math.Sqrt((east * east) + (north * north));
    }

    private Place? Find(in PositionReport fix, TrackOptions options)
    {
        Place? nearest = null;
        var least = double.PositiveInfinity;
        foreach (var place in places)
        {
            if (IsOutOfReach(place.Last, fix, options, out _))
            {
                continue;
            }

            var metres = MetresFromReckoning(place, fix);
            if (metres < least)
            {
                (nearest, least) = (place, metres);
            }
        }

        return nearest;
    }

    private Place Add(in PositionReport fix, ref int dropped)
    {
        if (places.Count == MostPlaces)
        {
            var oldest = places.Where(place => place.Hull < 0 && place != current).MinBy(place => (place.Fixes > 1, place.Last.Time));
            if (oldest is not null)
            {
                Remove(oldest, ref dropped);
            }
        }

        var added = new Place(fix, -1, TimeSpan.Zero, fixes: 1);
        places.Add(added);
        return added;
    }

    private void Remove(Place place, ref int dropped)
    {
        dropped += place.Fresh.Count;
        places.Remove(place);
        alternations.RemoveAll(alternation => alternation.FromPlace == place || alternation.ToPlace == place);
    }

    private static int Leave(Place place)
    {
        var dropped = place.Fresh.Count;
        place.Fresh.Clear();
        return dropped;
    }

    private void NoteAlternation(Place to, in PositionReport fix, bool isNew, DuplicateMmsiOptions options, TrackOptions track)
    {
        if (!IsOutOfReach(current.Last, fix, track, out var metres) || metres <= options.MinDistanceMetres)
        {
            return;
        }

        // One transponder sent astray leaves its old place silent; another hull goes on reporting there.
        var pace = to.Interval > TimeSpan.Zero ? to.Interval * options.AlternationIntervals : track.SilenceAfterSlowReporter;
        if (!isNew && fix.Time - to.Last.Time > (pace > options.AlternationWithin ? pace : options.AlternationWithin))
        {
            return;
        }

        if (alternations.Count == MostAlternations)
        {
            alternations.RemoveAt(0);
        }

        alternations.Add(new Alternation(current, to, current.Last, fix, metres));
    }

    private bool TryFindFreeNumber(out int number)
    {
        for (number = 0; number < MostHulls; number++)
        {
            var taken = number;
            if (places.TrueForAll(place => place.Hull != taken))
            {
                return true;
            }
        }

        return false;
    }

    private int AlternationsOf(Place place)
    {
        var count = 0;
        foreach (var alternation in alternations)
        {
            count += alternation.FromPlace == place || alternation.ToPlace == place ? 1 : 0;
        }

        return count;
    }

    /// <summary>The hull that has left her place for this one, if any has.</summary>
    private bool TryFindLeft(Place place, DuplicateMmsiOptions options, TrackOptions track, out Place left)
    {
        left = place;
        var least = double.PositiveInfinity;
        var first = place.Fresh[0];
        foreach (var other in places)
        {
            if (other.Hull < 0)
            {
                continue;
            }

            IsOutOfReach(other.Last, first, track, out var metres);
            if ((metres <= options.MinDistanceMetres || place.Last.Time - other.Last.Time > JumpAfter(other, options)) && metres < least)
            {
                (left, least) = (other, metres);
            }
        }

        return left != place;
    }

    private HullStep Jump(Place left, Place place, int dropped)
    {
        place.Hull = left.Hull;
        left.Hull = -1;
        var isScattered = strays >= MostStrays;
        strays = 0;
        return new HullStep(HullStepKind.Jump, place.Hull, dropped, left.Last, isScattered);
    }

    private int Forget(Instant now, TrackOptions options)
    {
        var dropped = 0;
        for (var i = places.Count - 1; i >= 0; i--)
        {
            var place = places[i];
            if (place.Hull < 0 && place != current && now - place.Last.Time > (place.Fixes > 1 ? options.TrackLostAfter : options.SilenceAfterSlowReporter))
            {
                Remove(place, ref dropped);
            }
        }

        alternations.RemoveAll(alternation => now - alternation.To.Time > options.TrackLostAfter);
        return dropped;
    }
}
