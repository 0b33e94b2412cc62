using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracks;

/// <summary>Finds the vessels that lay together at sea, from everybody's fixes.</summary>
/// <remarks>
/// Everybody's place is taken at the same moments, whole multiples of the step since 1970, and each pair that is near at a moment is followed to the next. Nothing is
/// cut by the day: the published method works day by day and tears encounters apart at midnight UTC.
/// </remarks>
/// <param name="options">What counts.</param>
/// <param name="first">The first moment looked at.</param>
/// <param name="last">The last.</param>
/// <param name="isSheltered">Whether a place is near an anchorage or a port at a moment, so that lying together means nothing there.</param>
/// <param name="heardUntil">Until when anybody was heard; null for beyond <paramref name="last"/>. Of two that were together until shortly before, nobody can say yet that they parted.</param>
public sealed class EncounterSearch(EncounterOptions options, Instant first, Instant last, Func<GeoPosition, Instant, bool> isSheltered, Instant? heardUntil = null)
{
    /// <summary>More pairs than this at a moment are no sea but a harbour that is not charted.</summary>
    public const int MostPairs = 100_000;

    private readonly Dictionary<Mmsi, TrackResampler> vessels = [];
    private readonly SortedDictionary<long, List<TrackFix>> moments = [];
    private readonly Dictionary<(Mmsi One, Mmsi Other), MeetingPair> open = [];
    private readonly List<TrackFix> points = [];
    private readonly List<Encounter> found = [];

    /// <summary>What was found, in the order in which it ended; those still going on are added by <see cref="Complete"/>.</summary>
    public IReadOnlyList<Encounter> Found => found;

    /// <summary>Whether there were more pairs than <see cref="MostPairs"/>: what was found is of no use.</summary>
    public bool IsTooDense { get; private set; }

    /// <summary>Takes a fix; those of one vessel in order of time, those of several in any order. Stations that are no ships are passed over.</summary>
    public void Add(in PositionReport fix)
    {
        if (fix.Mmsi.Kind != StationKind.Ship || fix.StationClass is not (StationClass.ClassA or StationClass.ClassB or StationClass.Unknown))
        {
            return;
        }

        if (!vessels.TryGetValue(fix.Mmsi, out var vessel))
        {
            vessels.Add(fix.Mmsi, vessel = new TrackResampler(options.Step, options.MaxGap));
        }

        points.Clear();
        vessel.Add(fix, first, last, points);
        foreach (var point in points)
        {
            if (isSheltered(point.Report.Position, point.Report.Time))
            {
                continue;
            }

            if (!moments.TryGetValue(point.Report.Time.UnixSeconds, out var together))
            {
                moments.Add(point.Report.Time.UnixSeconds, together = []);
            }

            together.Add(point);
        }
    }

    /// <summary>Says that no fix before a moment is still to come.</summary>
    public void Advance(Instant until) => Judge((until - options.MaxGap).UnixSeconds);

    /// <summary>Says that there are no more fixes.</summary>
    public void Complete()
    {
        Judge(long.MaxValue);
        foreach (var pair in open.OrderBy(pair => pair.Key).Select(pair => pair.Value))
        {
            End(pair);
        }

        open.Clear();
    }

    private void Judge(long before)
    {
        while (moments.Count > 0 && !IsTooDense)
        {
            var (moment, together) = moments.First();
            if (moment >= before)
            {
                return;
            }

            Meet(Instant.FromUnixSeconds(moment), together);
            moments.Remove(moment);
        }
    }

    private void Meet(Instant moment, List<TrackFix> together)
    {
        together.Sort((a, b) => (a.Report.RawLatitude, a.Report.Mmsi.Value).CompareTo((b.Report.RawLatitude, b.Report.Mmsi.Value)));
        for (var one = 0; one < together.Count; one++)
        {
            var here = together[one].Report;
            var scale = DegreeScale.About(here.Latitude);
            for (var other = one + 1; other < together.Count; other++)
            {
                var there = together[other].Report;
                var north = there.Latitude - here.Latitude;
                if (north * scale.MetresPerDegreeLatitude > options.WithinMetres * 1.01)
                {
                    break;
                }

                var metres = scale.DistanceMetres(Math.IEEERemainder(there.Longitude - here.Longitude, 360), north);
                if (metres <= options.WithinMetres && here.Mmsi != there.Mmsi)
                {
                    Together(moment, here, there, metres);
                }
            }
        }

        foreach (var (pair, met) in open.Where(pair => pair.Value.Until < moment).OrderBy(pair => pair.Key).ToList())
        {
            End(met);
            open.Remove(pair);
        }
    }

    private void Together(Instant moment, in PositionReport here, in PositionReport there, double metres)
    {
        var key = here.Mmsi.Value < there.Mmsi.Value ? (here.Mmsi, there.Mmsi) : (there.Mmsi, here.Mmsi);
        if (open.TryGetValue(key, out var pair) && moment - pair.Until > options.Step)
        {
            End(pair);
            open.Remove(key);
            pair = null;
        }

        if (pair is null)
        {
            IsTooDense |= open.Count >= MostPairs;
            if (IsTooDense)
            {
                return;
            }

            open.Add(key, pair = new MeetingPair(key.Item1, key.Item2, moment));
        }

        pair.Add(moment, here, there, metres);
    }

    private void End(MeetingPair pair)
    {
        if (pair.Until - pair.Since >= options.Least && pair.MedianKnots() is { } median && median < options.MedianBelowKnots)
        {
            var isOpenAtEnd = pair.Until > last - options.Step || (heardUntil is { } newest && pair.Until > newest - options.MaxGap - options.Step);
            found.Add(pair.ToEncounter(median, pair.Since < first + options.Step, isOpenAtEnd));
        }
    }
}
