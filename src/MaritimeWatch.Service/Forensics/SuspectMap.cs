using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Plots;

namespace MaritimeWatch.Service.Forensics;

/// <summary>The asset, the stretch, and the ways of the first vessels of a report as a map in SVG.</summary>
internal static class SuspectMap
{
    /// <summary>So many ways are drawn: more cannot be told apart.</summary>
    public const int Drawn = 4;

    private const double Width = 900;
    private const double Height = 620;
    private const double Edge = 46;

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(45);

    public static string ToSvg(SuspectReport report)
    {
        // Whoever is there by a stale position only has no way to be drawn.
        var shown = report.Ranked.Where(one => one.Presence.Kind != PresenceKind.Stale).Take(Drawn).ToList();
        var frame = Frame(report, shown);
        var svg = new SvgWriter();
        svg.Begin("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "plot"), ("viewBox", $"0 0 {SvgWriter.Number(Width)} {SvgWriter.Number(Height)}"), ("role", "img"), ("aria-labelledby", "map-title map-desc"));
        svg.Write("title", $"Map of {report.Question.Asset.Name} and the ways of the first {shown.Count} vessels", ("id", "map-title"));
        svg.Write("desc", $"The asset as charted, the stretch that was asked about, and where {string.Join(", ", shown.Select(Name))} went from {Before.TotalMinutes:F0} minutes before to {Before.TotalMinutes:F0} minutes after their passage. Straight degrees, north up.", ("id", "map-desc"));
        svg.Draw("rect", ("class", "ground"), ("width", Width), ("height", Height));
        Graticule(svg, frame);
        svg.Begin("g", ("class", report.Question.Asset.IsArea ? "asset area" : "asset"));
        foreach (var part in report.Question.Asset.Parts)
        {
            Line(svg, frame, part, report.Question.Asset.IsArea ? "asset area" : "asset");
        }

        svg.End();
        foreach (var line in report.Passages.Lines())
        {
            Line(svg, frame, line, "stretch");
        }

        for (var i = shown.Count - 1; i >= 0; i--)
        {
            Way(svg, frame, shown[i], i + 1);
        }

        Labels(svg, frame, shown);
        Scale(svg, frame);
        svg.End();
        return svg.ToString();
    }

    /// <summary>How a vessel is called: her name as transmitted, or her number.</summary>
    public static string Name(Suspect suspect) => string.IsNullOrWhiteSpace(suspect.Static?.Name) ? $"MMSI {suspect.Mmsi}" : suspect.Static.Name;

    private static IEnumerable<PositionReport> Shown(Suspect suspect)
    {
        var (from, to) = (suspect.Presence.Point.Before?.Time ?? suspect.Presence.Point.Time, suspect.Presence.Point.After?.Time ?? suspect.Presence.Point.Time);
        return suspect.Track.Where(fix => fix.Time >= from - Before && fix.Time <= to + Before);
    }

    private static MapFrame Frame(SuspectReport report, List<Suspect> shown)
    {
        var places = shown.Select(one => one.Presence.Point.Vessel).Concat(shown.SelectMany(Shown).Select(fix => fix.Position)).ToList();

        // A whole cable across a sea shows nothing: the ways decide the frame, and the stretch where nobody went.
        places = places.Count == 0 ? [.. report.Passages.Lines().SelectMany(line => line)] : places;
        return MapFrame.Around(places, Width, Height, Edge);
    }

    private static void Line(SvgWriter svg, MapFrame frame, IReadOnlyList<GeoPosition> line, string style)
    {
        var path = new StringBuilder();
        var isPen = false;
        for (var i = 0; i < line.Count; i++)
        {
            // Legs that lie wholly to one side are left out: a surveyed line has 40,000 vertices.
            var isNear = frame.IsNear(line[i]) || (i > 0 && frame.IsNear(line[i - 1])) || (i + 1 < line.Count && frame.IsNear(line[i + 1])) || line.Count < 200;
            if (!isNear)
            {
                isPen = false;
                continue;
            }

            path.Append(isPen ? 'L' : 'M').Append(frame.At(line[i]));
            isPen = true;
        }

        if (path.Length > 0)
        {
            svg.Draw("path", ("class", style), ("d", path.ToString()));
        }
    }

    private static void Way(SvgWriter svg, MapFrame frame, Suspect suspect, int colour)
    {
        var fixes = Shown(suspect).ToList();
        var gap = TrackPlot.GapOf(suspect.Track);
        var (path, gaps) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < fixes.Count; i++)
        {
            var isJoined = i > 0 && fixes[i].Time - fixes[i - 1].Time <= gap;
            if (i > 0 && !isJoined)
            {
                gaps.Append('M').Append(frame.At(fixes[i - 1].Position)).Append('L').Append(frame.At(fixes[i].Position));
            }

            path.Append(isJoined ? "L" : "M").Append(frame.At(fixes[i].Position)).Append(isJoined ? "" : "h0");
        }

        if (gaps.Length > 0)
        {
            svg.Draw("path", ("class", $"gap s{colour}"), ("d", gaps.ToString()));
        }

        if (path.Length > 0)
        {
            svg.Draw("path", ("class", $"line s{colour}"), ("d", path.ToString()));
        }

        var (x, y) = frame.Place(suspect.Presence.Point.Vessel);
        svg.Draw("circle", ("class", $"dot f{colour}"), ("cx", x), ("cy", y), ("r", 5.5));
    }

    private static void Labels(SvgWriter svg, MapFrame frame, List<Suspect> shown)
    {
        var taken = new List<(double X, double Y)>();
        for (var i = 0; i < shown.Count; i++)
        {
            var (x, y) = frame.Place(shown[i].Presence.Point.Vessel);
            var isRight = x < Width * 0.65;
            var place = (X: isRight ? x + 11 : x - 11, Y: y - 8);
            while (taken.Any(other => Math.Abs(other.Y - place.Y) < 16 && Math.Abs(other.X - place.X) < 260))
            {
                place.Y += 17;
            }

            taken.Add(place);
            svg.Write("text", $"{shown[i].Rank} {Name(shown[i])}, {shown[i].Presence.Point.Time.ToDateTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}", ("class", $"halo f{i + 1}"), ("x", place.X), ("y", place.Y), ("text-anchor", isRight ? "start" : "end"));
        }
    }

    private static void Graticule(SvgWriter svg, MapFrame frame)
    {
        var step = AxisTicks.Step(frame.North - frame.South, 5);
        for (var latitude = Math.Ceiling(frame.South / step) * step; latitude <= frame.North; latitude += step)
        {
            var y = frame.Place(new GeoPosition(latitude, frame.West)).Y;
            svg.Draw("line", ("class", "grid"), ("x1", 0.0), ("x2", Width), ("y1", y), ("y2", y));
            svg.Write("text", Degrees(latitude, 'N', 'S'), ("class", "small halo"), ("x", 6.0), ("y", y - 4));
        }

        step = AxisTicks.Step(frame.East - frame.West, 5);
        for (var longitude = Math.Ceiling(frame.West / step) * step; longitude <= frame.East; longitude += step)
        {
            var x = frame.Place(new GeoPosition(frame.South, longitude)).X;
            svg.Draw("line", ("class", "grid"), ("x1", x), ("x2", x), ("y1", 0.0), ("y2", Height));
            svg.Write("text", Degrees(Math.IEEERemainder(longitude, 360), 'E', 'W'), ("class", "small halo"), ("x", x + 4), ("y", Height - 6));
        }
    }

    private static void Scale(SvgWriter svg, MapFrame frame)
    {
        var miles = AxisTicks.Step(frame.MetresPerPixel * 150 / Nautical.MetresPerMile, 1);
        var length = miles * Nautical.MetresPerMile / frame.MetresPerPixel;
        var (x, y) = (Width - 24 - length, Height - 30);
        svg.Draw("path", ("class", "axis"), ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y - 5)}v5h{SvgWriter.Number(length)}v-5"));
        svg.Write("text", miles.ToString("0.###", CultureInfo.InvariantCulture) + " nm", ("class", "small halo"), ("x", x + (length / 2)), ("y", y - 4), ("text-anchor", "middle"));
        svg.Draw("path", ("class", "axis"), ("d", $"M{SvgWriter.Number(Width - 24)} 44V20m-4 8l4 -8l4 8"));
        svg.Write("text", "N", ("class", "small halo"), ("x", Width - 24), ("y", 15.0), ("text-anchor", "middle"));
    }

    private static string Degrees(double value, char positive, char negative) =>
        Math.Abs(value).ToString("0.###", CultureInfo.InvariantCulture) + "° " + (value < 0 ? negative : positive);
}
