using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Plots;

namespace MaritimeWatch.Service.Forensics;

/// <summary>A report as one HTML page that asks nobody for anything: no script, no picture, no font from elsewhere; it forbids them itself.</summary>
/// <remarks>The same report gives the same bytes. What ships call themselves is encoded wherever it stands.</remarks>
internal static class SuspectPage
{
    /// <summary>So many vessels of each list are told at length.</summary>
    private const int AtLength = 10;

    private static readonly string Css = PlotStyle.Css.ReplaceLineEndings("\n") +
        """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#59636e;--rule:#d9dee3;--bar:#0b5cad}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#12161b;--fg:#e6e9ed;--dim:#9aa4af;--rule:#2b323a;--bar:#6fb3ff}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:62rem;padding:1.2rem;font:15px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif;background:var(--bg);color:var(--fg)}
        h1{font-size:1.5rem;line-height:1.25;margin:.4rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--rule);padding-bottom:.2rem}h3{font-size:1rem;margin:1.6rem 0 .3rem}
        .tlp{display:inline-block;background:#000;padding:.1rem .6rem;font-weight:700;font-family:ui-monospace,monospace}.tlp-clear{color:#fff}.tlp-green{color:#33ff00}.tlp-amber,.tlp-amberstrict{color:#ffc000}.tlp-red{color:#ff2b2b}
        .every{display:none}
        .wording{border-left:4px solid var(--bar);padding:.3rem .8rem;margin:1rem 0}.dim{color:var(--dim)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0;font-variant-numeric:tabular-nums}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--rule)}th{font-weight:600;color:var(--dim);font-size:.85rem}td.n,th.n{text-align:right}td.t{white-space:nowrap}
        .terms td{padding:.1rem .6rem .1rem 0;border:0}.terms{width:auto;font-size:.9rem}meter{width:8rem}
        svg{width:100%;height:auto;display:block;margin:.6rem 0}ul{margin:.3rem 0;padding-left:1.2rem}
        section.one{break-inside:avoid-page}footer{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:.6rem;font-size:.85rem}
        @media print{body{max-width:none;padding:0;font-size:11pt}.tlp{print-color-adjust:exact}.every{display:block;position:fixed;top:0;right:0}h2,h3{break-after:avoid}svg{break-inside:avoid}}

        """.ReplaceLineEndings("\n");

    /// <summary>The policy that the page states itself, and that whoever serves it states too: this one style sheet and nothing else.</summary>
    public static readonly string ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The page in UTF-8.</summary>
    public static byte[] Write(SuspectReport report, Tlp label)
    {
        var page = new StringBuilder();
        var question = report.Question;
        var mark = $"<span class=\"tlp tlp-{label.ToString().ToLowerInvariant()}\">{SvgWriter.Encoded(TlpMarking.Of(label))}</span>";
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(ContentSecurityPolicy).Append("\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">")
            .Append("<title>").Append(Text($"{TlpMarking.Of(label)} Fault of {question.Asset.Name}, {question.At}")).Append("</title><style>").Append(Css).Append("</style></head><body>\n");
        page.Append("<div class=\"every tlp tlp-").Append(label.ToString().ToLowerInvariant()).Append("\" aria-hidden=\"true\">").Append(SvgWriter.Encoded(TlpMarking.Of(label))).Append("</div>");
        page.Append("<header>").Append(mark).Append("<h1>").Append(Text($"Who passed {question.Asset.Name} about {question.At}")).Append("</h1>")
            .Append("<p class=\"wording\">").Append(Text(SuspectReport.Wording)).Append("</p></header>\n<main>");
        Question(page, report);
        page.Append("<h2>Map</h2><div class=\"wide\">").Append(SuspectMap.ToSvg(report)).Append("</div>");
        Ranking(page, "Ships", report.Ranked, "No ship was found there about that time.");
        Ranking(page, "Fishing vessels and craft below 40 m", report.Apart, "None was found there about that time.");
        foreach (var suspect in report.Ranked.Take(AtLength).Concat(report.Apart.Take(AtLength)))
        {
            One(page, report, suspect);
        }

        page.Append("<h2>What this report cannot know</h2><ul>").AppendJoin("", report.Cautions.Select(caution => $"<li>{Text(caution)}</li>")).Append("</ul>");
        page.Append("</main>\n<footer>").Append(mark).Append(' ').Append(Text(TlpMarking.Meaning(label))).Append(". All times UTC. The score is a sum of eight terms, at most 100; it is no probability. Method and weights: docs/forensics.md.</footer></body></html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void Question(StringBuilder page, SuspectReport report)
    {
        var question = report.Question;
        page.Append("<h2>Question</h2><div class=\"wide\"><table>");
        Row("Asset", $"{question.Asset.Name} ({question.Asset.Id}), {report.Passages.LengthKilometres.ToString("F1", CultureInfo.InvariantCulture)} km, charted to ± {question.Asset.PositionalSigmaMetres.ToString("F0", CultureInfo.InvariantCulture)} m");
        Row("Stretch", question.Stretch.IsWhole ? "all of it" : FormattableString.Invariant($"kilometre {question.Stretch.From:0.###} to {Math.Min(question.Stretch.To, report.Passages.LengthKilometres):0.###}"));
        Row("Fault", $"{question.From} to {question.To}");
        Row("Looked at", FormattableString.Invariant($"{report.Searched} vessels; within {question.WithinMetres:F0} m of the stretch, from an hour before to an hour after"));
        page.Append("</table></div>");

        void Row(string name, string value) => page.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Text(value)).Append("</td></tr>");
    }

    private static void Ranking(StringBuilder page, string title, IReadOnlyList<Suspect> list, string none)
    {
        page.Append("<h2>").Append(Text(title)).Append("</h2>");
        if (list.Count == 0)
        {
            page.Append("<p>").Append(Text(none)).Append("</p>");
            return;
        }

        page.Append("<div class=\"wide\"><table><thead><tr><th class=\"n\" scope=\"col\">#</th><th scope=\"col\">Vessel, as transmitted</th><th class=\"n\" scope=\"col\">Points</th><th scope=\"col\">Presence</th><th scope=\"col\">Time, UTC</th><th class=\"n\" scope=\"col\">km</th><th class=\"n\" scope=\"col\">Length</th></tr></thead><tbody>");
        foreach (var one in list)
        {
            page.Append("<tr><td class=\"n\">").Append(one.Rank).Append("</td><td>").Append(Text(SuspectMap.Name(one))).Append("<br><span class=\"dim\">").Append(Text(Identity(one))).Append("</span></td><td class=\"n\">")
                .Append(one.Score.ToString("F1", CultureInfo.InvariantCulture)).Append("<br><meter min=\"0\" max=\"100\" value=\"").Append(one.Score.ToString("F1", CultureInfo.InvariantCulture)).Append("\"></meter></td><td>")
                .Append(Text(SuspectTable.Word(one.Presence.Kind))).Append("</td><td class=\"t\">").Append(Text($"{one.Presence.Point.Time.WholeSecond}")).Append("</td><td class=\"n\">")
                .Append(Text(one.Presence.Point.KilometresAlong?.ToString("F1", CultureInfo.InvariantCulture) ?? "")).Append("</td><td class=\"n\">").Append(Text(one.Static?.LengthMetres is { } metres ? $"{metres} m" : "not known")).Append("</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static void One(StringBuilder page, SuspectReport report, Suspect one)
    {
        var list = one.IsApart ? "Fishing and small craft" : "Ships";
        page.Append("\n<section class=\"one\"><h3>").Append(Text($"{list} {one.Rank}: {SuspectMap.Name(one)}, {one.Score.ToString("F1", CultureInfo.InvariantCulture)} points")).Append("</h3><p class=\"dim\">").Append(Text(Identity(one))).Append("</p><ul>")
            .AppendJoin("", one.Reasons.Select(reason => $"<li>{Text(reason)}</li>")).Append("</ul>");
        if (one.Against.Count > 0)
        {
            page.Append("<p>For her, or not found:</p><ul>").AppendJoin("", one.Against.Select(reason => $"<li>{Text(reason)}</li>")).Append("</ul>");
        }

        page.Append("<table class=\"terms\"><tbody>");
        foreach (var term in one.Terms)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(term.Name)}</td><td class=\"n\">{term.Points:F1} of {term.Most:F0}</td><td><meter min=\"0\" max=\"{term.Most:F0}\" value=\"{term.Points:F1}\"></meter></td></tr>");
        }

        page.Append("</tbody></table>");
        if (one.Track.Count > 0)
        {
            page.Append("<div class=\"wide\">").Append(PlotOf(report, one).ToSvg(isAlone: false, $"v{(one.IsApart ? "a" : "r")}{one.Rank}")).Append("</div>");
        }

        page.Append("</section>");
    }

    /// <summary>Her speed, course and distance about the passage.</summary>
    public static TimePlot PlotOf(SuspectReport report, Suspect one)
    {
        var question = report.Question;
        var point = one.Presence.Point;
        var first = Instant.Min(question.From, point.Before?.Time ?? point.Time) - TimeSpan.FromMinutes(60);
        var last = Instant.Max(question.To, point.After?.Time ?? point.Time) + TimeSpan.FromMinutes(60);
        List<PlotMark> marks = [new(question.From, question.To, "fault")];
        return TrackPlot.Of(SuspectMap.Name(one), [.. one.Track.Where(fix => fix.Time >= first && fix.Time <= last).DefaultIfEmpty(one.Track[0])], first, last, report.Passages, marks, point);
    }

    private static string Identity(Suspect one) => string.Join(", ", new[]
    {
        $"MMSI {one.Mmsi}",
        one.Static?.ImoNumber is { } imo ? $"IMO {imo}" : null,
        one.Static?.CallSign is { Length: > 0 } sign ? $"call sign {sign}" : null,
        one.Static?.ShipType?.Category,
    }.Where(part => part is not null));

    private static string Text(string text) => SvgWriter.Encoded(text);
}
