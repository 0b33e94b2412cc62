using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Plots;

/// <summary>A vessel's distance to an asset over time, as exact as a plot can show it.</summary>
/// <remarks>
/// Each distance asks the chart, so not every fix of a long track is asked about: first one a column of the plot; then, between two that were, the middle one for as long as she can
/// have come nearer meanwhile by more than <see cref="Resolution"/> of the axis. She cannot have come nearer than her way from fix to fix allows, so no approach is
/// passed over unless it says so. What was not asked about lies on the line between.
/// </remarks>
internal static class DistanceLine
{
    /// <summary>Where the chart gives no distance any more, in metres: what is farther is not drawn.</summary>
    public const double FarthestMetres = 256_000;

    /// <summary>Fixes of which the distance is worked out at most.</summary>
    public const int MostAsked = 10_000;

    /// <summary>Half of what one pixel of a panel's height is of the axis.</summary>
    private const double Resolution = 1 / 220.0;

    private const int Columns = 820;
    private const int FewEnough = 2_000;
    private const double MetresPerMile = 1_852;

    /// <summary>The line, in nautical miles; NaN where she is farther than <see cref="FarthestMetres"/>.</summary>
    /// <param name="track">Positions, oldest first, at least one.</param>
    /// <param name="metres">The distance from a place.</param>
    /// <param name="nearerMetres">How much nearer she may have come somewhere than the line shows, where to tell more would have had to be asked than <see cref="MostAsked"/>; else 0.</param>
    /// <param name="cancellation">Ends it.</param>
    public static List<PlotPoint> Of(IReadOnlyList<PositionReport> track, Func<GeoPosition, double> metres, out double nearerMetres, CancellationToken cancellation)
    {
        var asked = new SortedDictionary<int, double>();
        foreach (var number in Columned(track))
        {
            Ask(number);
        }

        var sailed = track.Count > FewEnough ? Sailed(track) : [];
        var resolution = asked.Values.Where(one => one < FarthestMetres).DefaultIfEmpty(FarthestMetres).Max() * Resolution;
        var open = new PriorityQueue<(int From, int To), double>(track.Count > FewEnough ? asked.Keys.Zip(asked.Keys.Skip(1), (from, to) => ((from, to), Nearest(from, to))) : []);
        nearerMetres = 0;
        while (open.TryDequeue(out var stretch, out var nearest))
        {
            var (from, to) = stretch;
            if (Hidden(from, to, nearest) <= resolution)
            {
                continue;
            }

            if (asked.Count >= MostAsked)
            {
                nearerMetres = open.UnorderedItems.Select(left => Hidden(left.Element.From, left.Element.To, left.Priority)).Append(Hidden(from, to, nearest)).Max();
                break;
            }

            var middle = (from + to) / 2;
            Ask(middle);
            open.Enqueue((from, middle), Nearest(from, middle));
            open.Enqueue((middle, to), Nearest(middle, to));
        }

        return Line(track, [.. asked]);

        void Ask(int number)
        {
            cancellation.ThrowIfCancellationRequested();
            asked[number] = metres(track[number].Position);
        }

        // How much nearer than at either end she can have come between two fixes.
        double Hidden(int from, int to, double nearest) => to - from < 2 ? 0 : Math.Min(asked[from], asked[to]) - Math.Max(0, nearest);

        // The nearest that she can have come on her way between two fixes.
        double Nearest(int from, int to) => (asked[from] + asked[to] - (sailed[to] - sailed[from])) / 2;
    }

    /// <summary>All of a short track; of a long one the first fix of each column, and the last.</summary>
    private static IEnumerable<int> Columned(IReadOnlyList<PositionReport> track)
    {
        var seconds = Math.Max(1, (track[^1].Time - track[0].Time).TotalSeconds);
        var before = -1;
        for (var number = 0; number < track.Count; number++)
        {
            var column = (int)((track[number].Time - track[0].Time).TotalSeconds / seconds * Columns);
            if (track.Count <= FewEnough || column != before || number == track.Count - 1)
            {
                before = column;
                yield return number;
            }
        }
    }

    private static List<PlotPoint> Line(IReadOnlyList<PositionReport> track, KeyValuePair<int, double>[] asked)
    {
        var line = new List<PlotPoint>(track.Count);
        for (var (number, next) = (0, 0); number < track.Count; number++)
        {
            next = asked[next].Key < number ? next + 1 : next;
            var metres = asked[next].Value;
            if (asked[next].Key > number)
            {
                var (before, after) = (asked[next - 1], asked[next]);
                var seconds = (track[after.Key].Time - track[before.Key].Time).TotalSeconds;
                var share = seconds > 0 ? (track[number].Time - track[before.Key].Time).TotalSeconds / seconds : 0;
                metres = before.Value + (share * (after.Value - before.Value));
            }

            line.Add(new PlotPoint(track[number].Time, metres < FarthestMetres ? metres / MetresPerMile : double.NaN));
        }

        return line;
    }

    /// <summary>Metres from the first fix to each, from fix to fix.</summary>
    private static double[] Sailed(IReadOnlyList<PositionReport> track)
    {
        var sailed = new double[track.Count];
        for (var number = 1; number < track.Count; number++)
        {
            sailed[number] = sailed[number - 1] + new TrackLeg(track[number - 1], track[number]).Metres;
        }

        return sailed;
    }
}
