using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Plots;

/// <summary>A vessel's track as a plot: speed, course against heading, distance to an asset.</summary>
internal static class TrackPlot
{
    /// <summary>The gap from which on a line is broken: the G1 threshold of Class A, and for whoever reports more slowly three of her own intervals.</summary>
    public static TimeSpan GapOf(IReadOnlyList<PositionReport> track)
    {
        if (track.Count < 3)
        {
            return new PassageOptions().SilenceClassA;
        }

        var intervals = track.Skip(1).Select((fix, i) => (fix.Time - track[i].Time).TotalSeconds).Order().ToArray();
        return TimeSpan.FromSeconds(Math.Max(new PassageOptions().SilenceClassA.TotalSeconds / 2, 3 * intervals[intervals.Length / 2]));
    }

    /// <summary>The plot.</summary>
    /// <param name="who">Name and number, as transmitted.</param>
    /// <param name="track">Positions, oldest first, at least one.</param>
    /// <param name="from">Left edge.</param>
    /// <param name="to">Right edge.</param>
    /// <param name="passages">The asset whose distance is shown, or null.</param>
    /// <param name="marks">Events.</param>
    /// <param name="passage">A place on her way that is marked on the line of distances, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TimePlot Of(
        string who, IReadOnlyList<PositionReport> track, Instant from, Instant to, AssetPassages? passages, IReadOnlyList<PlotMark> marks, PassagePoint? passage = null, CancellationToken cancellation = default)
    {
        var gap = GapOf(track);
        List<PlotPanel> panels =
        [
            new("Speed over ground", "kn", [new PlotSeries("reported", 1, Values(track, fix => fix.SpeedOverGroundKnots), gap) { MarksGaps = true }]),
            new("Course over ground and heading", "° true",
                [
                    new PlotSeries("course", 1, Values(track, fix => fix.CourseOverGroundDegrees), gap) { Wraps = 360 },
                    new PlotSeries("heading", 2, Values(track, fix => fix.TrueHeadingDegrees), gap) { Wraps = 360 },
                ])
            { Least = 0, Most = 360, Step = 90 },
        ];
        if (track.Any(fix => fix.TrueHeadingDegrees is not null && fix.CourseOverGroundDegrees is not null))
        {
            panels.Add(new PlotPanel("Course off the bow", "°, right positive", [new PlotSeries("course less heading", 2, Values(track, Crab), gap) { Wraps = 360 }]));
        }

        var (isFar, nearer) = (false, 0.0);
        if (passages is not null)
        {
            var distances = DistanceLine.Of(track, passages.DistanceMetres, out nearer, cancellation);
            isFar = distances.Any(point => double.IsNaN(point.Value));
            if (passage is { DistanceMetres: 0 } crossing && distances.FindIndex(point => point.Time > crossing.Time) is var place and > 0)
            {
                // The line has to touch the axis where she crossed, which no fix shows.
                distances.Insert(place, new PlotPoint(crossing.Time, 0));
            }

            panels.Add(new PlotPanel($"Distance to {passages.Asset.Name}", "nm", [new PlotSeries("as charted", 3, distances, gap) { MarksGaps = true }]) { Least = 0 });
        }

        var speeds = track.Where(fix => fix.SpeedOverGroundKnots is not null).Select(fix => fix.SpeedOverGroundKnots!.Value).DefaultIfEmpty(0).ToList();
        var description = FormattableString.Invariant(
            $"{track.Count} positions from {track[0].Time} to {track[^1].Time}; speed {speeds.Min():F1} to {speeds.Max():F1} kn. Lines are broken where nothing was heard for more than {gap.TotalMinutes:F0} minutes; dotted lines there join what was heard, and say nothing of what lay between.{(isFar ? $" Distances of {DistanceLine.FarthestMetres / 1_852:F0} nm and more are not drawn." : "")}{(nearer > 0 ? FormattableString.Invariant($" The distance was worked out at {DistanceLine.MostAsked:N0} of the positions; at others she may have been up to {nearer / 1_852:F1} nm nearer than the line shows.") : "")}{string.Concat(marks.Select(mark => $" {mark.Label}: {mark.From}{(mark.To > mark.From ? $" to {mark.To}" : "")}."))}");
        return new TimePlot(who, description, from, to, panels, marks) { Note = nearer > 0 ? FormattableString.Invariant($"at times up to {nearer / 1_852:F1} nm nearer than shown") : null };
    }

    private static double? Crab(PositionReport fix) =>
        fix is { TrueHeadingDegrees: { } heading, CourseOverGroundDegrees: { } course } ? Angle.Turn(heading, course) : null;

    private static List<PlotPoint> Values(IReadOnlyList<PositionReport> track, Func<PositionReport, double?> value) =>
        [.. track.Select(fix => new PlotPoint(fix.Time, value(fix) ?? double.NaN))];
}
