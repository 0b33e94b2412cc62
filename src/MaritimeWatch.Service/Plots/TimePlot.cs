using System.Globalization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Plots;

/// <summary>Panels of values over one time axis as SVG. Knows nothing of ships.</summary>
/// <remarks>Title and description stand in it for readers that do not see; a gap in the data is a gap in the line; the axis is in UTC and says so.</remarks>
internal sealed record TimePlot(string Title, string Description, Instant From, Instant To, IReadOnlyList<PlotPanel> Panels, IReadOnlyList<PlotMark> Marks)
{
    private const double Width = 900;
    private const double Left = 62;
    private const double Right = 18;
    private const double Head = 34;
    private const double PanelHead = 26;
    private const double PanelHeight = 118;
    private const double Foot = 40;
    private const int MostPoints = 4_000;

    /// <summary>The marking that is printed on it, or null where it stands in a page that has one.</summary>
    public string? Label { get; init; }

    /// <summary>What a reader must know of the data, beside the title; or null.</summary>
    public string? Note { get; init; }

    private double Height => Head + MarkHead + (Panels.Count * (PanelHead + PanelHeight)) + Foot;

    private double MarkHead => Marks.Count > 0 ? 16 : 0;

    /// <summary>The picture.</summary>
    /// <param name="isAlone">Whether it brings its style along, as a file of its own does; a page has it once.</param>
    /// <param name="id">Tells it from other pictures in one page.</param>
    public string ToSvg(bool isAlone, string id = "plot")
    {
        var svg = new SvgWriter();
        svg.Begin("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "plot"), ("viewBox", $"0 0 {SvgWriter.Number(Width)} {SvgWriter.Number(Height)}"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"));
        if (isAlone)
        {
            svg.Raw("<style>").Raw(PlotStyle.Css.ReplaceLineEndings("\n")).Raw("</style>");
        }

        svg.Write("title", Title, ("id", $"{id}-title")).Write("desc", Description, ("id", $"{id}-desc"));
        svg.Draw("rect", ("class", "ground"), ("width", Width), ("height", Height));
        svg.Write("text", Title, ("class", "head"), ("x", Left), ("y", 22.0));
        if (string.Join("; ", new[] { Note, Label }.OfType<string>()) is { Length: > 0 } said)
        {
            svg.Write("text", said, ("class", "small"), ("x", Width - Right), ("y", 22.0), ("text-anchor", "end"));
        }

        var bottom = Height - Foot;
        foreach (var mark in Marks)
        {
            Draw(svg, mark, bottom);
        }

        for (var i = 0; i < Panels.Count; i++)
        {
            Draw(svg, Panels[i], Head + MarkHead + (i * (PanelHead + PanelHeight)) + PanelHead);
        }

        DrawTimes(svg, bottom);
        svg.End();
        return svg.ToString();
    }

    private double X(Instant time) => Left + ((Width - Left - Right) * Math.Clamp((time - From).TotalSeconds / Math.Max(1, (To - From).TotalSeconds), 0, 1));

    private void Draw(SvgWriter svg, PlotMark mark, double bottom)
    {
        if (mark.To < From || mark.From > To)
        {
            return;
        }

        var (from, to) = (X(mark.From), X(mark.To));
        var top = Head + MarkHead;
        if (mark.To > mark.From)
        {
            // Never thinner than can be seen; a moment is drawn in each panel, clear of the headings.
            svg.Draw("rect", ("class", "span"), ("x", from), ("y", top), ("width", Math.Max(1.5, to - from)), ("height", bottom - top));
        }

        var middle = (from + to) / 2;
        var anchor = middle < Width * 0.2 ? "start" : middle > Width * 0.8 ? "end" : "middle";
        svg.Write("text", mark.Label, ("class", "marked"), ("x", anchor == "start" ? from : anchor == "end" ? to : middle), ("y", top - 3), ("text-anchor", anchor));
    }

    private void Draw(SvgWriter svg, PlotPanel panel, double top)
    {
        var values = panel.Series.SelectMany(series => series.Points).Where(point => !double.IsNaN(point.Value)).Select(point => point.Value).DefaultIfEmpty(0).ToList();
        var (least, most) = (panel.Least ?? Math.Min(0, values.Min()), panel.Most ?? values.Max());
        most = most <= least ? least + 1 : most;
        var step = panel.Step ?? AxisTicks.Step(most - least, 4);
        least = panel.Least ?? Math.Floor(least / step) * step;
        most = panel.Most ?? Math.Ceiling(most / step) * step;
        var bottom = top + PanelHeight - 8;
        double Y(double value) => bottom - ((bottom - top) * (Math.Clamp(value, least, most) - least) / (most - least));

        svg.Write("text", $"{panel.Title} [{panel.Unit}]", ("class", "title"), ("x", Left), ("y", top - 8));
        var place = Width - Right;
        foreach (var series in panel.Series.Reverse())
        {
            place -= 8 + (series.Name.Length * 6.6);
            svg.Write("text", series.Name, ("x", place), ("y", top - 8));
            svg.Draw("line", ("class", $"line s{series.Colour}"), ("x1", place - 24), ("x2", place - 6), ("y1", top - 12), ("y2", top - 12));
            place -= 30;
        }

        for (var tick = Math.Ceiling((least / step) - 1e-9) * step; tick <= most + (step * 1e-6); tick += step)
        {
            svg.Draw("line", ("class", "grid"), ("x1", Left), ("x2", Width - Right), ("y1", Y(tick)), ("y2", Y(tick)));
            svg.Write("text", (Math.Round(tick, 6) + 0.0).ToString("#,0.###", CultureInfo.InvariantCulture), ("class", "small"), ("x", Left - 7), ("y", Y(tick) + 4), ("text-anchor", "end"));
        }

        foreach (var tick in AxisTicks.Times(From, To, 9))
        {
            svg.Draw("line", ("class", "grid"), ("x1", X(tick)), ("x2", X(tick)), ("y1", top), ("y2", bottom));
        }

        foreach (var mark in Marks.Where(mark => mark.From == mark.To && mark.From >= From && mark.From <= To))
        {
            svg.Draw("line", ("class", "mark"), ("x1", X(mark.From)), ("x2", X(mark.From)), ("y1", top), ("y2", bottom));
        }

        foreach (var series in panel.Series)
        {
            Draw(svg, series, Y);
        }

        svg.Draw("path", ("class", "axis"), ("d", $"M{SvgWriter.Number(Left)} {SvgWriter.Number(top)}V{SvgWriter.Number(bottom)}H{SvgWriter.Number(Width - Right)}"));
    }

    private void Draw(SvgWriter svg, PlotSeries series, Func<double, double> y)
    {
        var points = Thinned(series.Points);
        var (line, gaps, isPen) = (new System.Text.StringBuilder(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            if (double.IsNaN(point.Value) || point.Time < From || point.Time > To)
            {
                isPen = false;
                continue;
            }

            var place = $"{SvgWriter.Number(X(point.Time))} {SvgWriter.Number(y(point.Value))}";
            var isJoined = isPen && point.Time - points[i - 1].Time <= series.Gap;
            var wraps = isPen && series.Wraps > 0 && Math.Abs(point.Value - points[i - 1].Value) > series.Wraps / 2;
            if (isPen && !isJoined && series.MarksGaps && !wraps)
            {
                gaps.Append('M').Append(SvgWriter.Number(X(points[i - 1].Time))).Append(' ').Append(SvgWriter.Number(y(points[i - 1].Value))).Append('L').Append(place);
            }

            // A point by itself is still to be seen: a line of no length with round ends.
            line.Append(isJoined && !wraps ? "L" : "M").Append(place).Append(isJoined && !wraps ? "" : "h0");
            isPen = true;
        }

        if (gaps.Length > 0)
        {
            svg.Draw("path", ("class", $"gap s{series.Colour}"), ("d", gaps.ToString()));
        }

        if (line.Length > 0)
        {
            svg.Draw("path", ("class", $"line s{series.Colour}"), ("d", line.ToString()));
        }
    }

    // Of what falls on one pixel the first, the least, the greatest and the last stay: no dip is lost.
    private IReadOnlyList<PlotPoint> Thinned(IReadOnlyList<PlotPoint> points)
    {
        if (points.Count <= MostPoints)
        {
            return points;
        }

        var kept = new List<PlotPoint>();
        for (var first = 0; first < points.Count;)
        {
            var end = first + 1;
            while (end < points.Count && Math.Floor(X(points[end].Time)) == Math.Floor(X(points[first].Time)))
            {
                end++;
            }

            var pixel = Enumerable.Range(first, end - first).ToList();
            int[] chosen = [first, pixel.MinBy(i => points[i].Value), pixel.MaxBy(i => points[i].Value), end - 1];
            kept.AddRange(chosen.Distinct().Order().Select(i => points[i]));
            first = end;
        }

        return kept;
    }

    private void DrawTimes(SvgWriter svg, double bottom)
    {
        var ticks = AxisTicks.Times(From, To, 9);
        var isLong = (To - From).TotalHours > 48;
        var isShort = ticks.Count > 1 && (ticks[1] - ticks[0]).TotalSeconds < 60;
        DateTime? day = null;
        foreach (var tick in ticks)
        {
            var time = tick.ToDateTime();
            svg.Write("text", time.ToString(isLong ? "MM-dd HH:mm" : isShort ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture), ("class", "small"), ("x", X(tick)), ("y", bottom + 10), ("text-anchor", "middle"));
            if (!isLong && day != time.Date)
            {
                svg.Write("text", time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ("class", "small"), ("x", X(tick)), ("y", bottom + 25), ("text-anchor", X(tick) < Left + 30 ? "start" : "middle"));
                day = time.Date;
            }
        }

        svg.Write("text", "time, UTC", ("class", "small"), ("x", Width - Right), ("y", bottom + 25), ("text-anchor", "end"));
    }
}
