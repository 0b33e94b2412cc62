using System.Text;

namespace MaritimeWatch.Service.Configuration;

/// <summary>The thresholds, and behind them the settings of the service, as docs/settings.md.</summary>
internal static class SettingsMarkdown
{
    private const string Introduction = """
        # Settings

        Every threshold of the detectors, and behind them [every setting of the service](#the-service). Generated from the options themselves (`maritimewatch settings --markdown`); a test holds this page to them.

        `maritimewatch settings --json my-thresholds.json` writes a file with all of them; one that names only what differs is enough:

        ```json
        { "Loitering": { "NoticeAfter": "00:15:00" }, "Corridor": { "WatchMetres": 1200 } }
        ```

        `maritimewatch settings --check FILE` says whether a file can be used and what it changes; `replay --settings FILE` is the dry run on recorded traffic, and `compare` shows which
        alerts come and go by it; a running service does both on its stored tracks ([supervision.md](supervision.md)). `serve` takes the same under `Detection` in its configuration. Times are `hh:mm:ss` (`"45"` would be 45 days). Names that do not exist and
        values out of range are refused. Every alert carries the hash of the thresholds it was raised by.

        """;

    private const string Service = """

        # The service

        What else stands in the file that `serve --config` takes, `Ingest:TcpPort` as `{ "Ingest": { "TcpPort": 10110 } }`; all of it can be left out. The environment (`MARITIMEWATCH__Ingest__TcpPort`) goes before the file, and flags before that.
        `Sources` is a list: an entry has the settings of every source, and beside them those of its kind ([sources.md](sources.md), [feeds.md](feeds.md)). Paths are relative to the file.

        """;

    /// <summary>The page, lines ended by LF.</summary>
    public static string Of(SettingDocument document, ServiceSettingDocument service)
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var section in document.Entries.GroupBy(entry => entry.Setting.Section))
        {
            text.Append('\n').Append(section.Key.Length == 0 ? "## Others" : $"## {section.Key}").Append("\n\n");
            if (section.Key.Length > 0 && document.About(section.First().Setting) is { Length: > 0 } about)
            {
                text.Append(about).Append("\n\n");
            }

            text.Append("| setting | unit | default | range | meaning | source |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var entry in section)
            {
                text.Append($"| `{entry.Setting.Path}` | {entry.Unit} | {entry.Default} | {Cell(entry.Range)} | {Cell(entry.Meaning)} | {Cell(entry.Source)} |\n");
            }
        }

        text.Append(Service.ReplaceLineEndings("\n"));
        foreach (var (title, about, settings) in service.Groups())
        {
            text.Append($"\n## {title}\n\n{(about.Length > 0 ? $"{about}\n\n" : "")}");
            if (settings.Count == 0)
            {
                text.Append("No settings of its own.\n");
                continue;
            }

            text.Append("| setting | default | meaning |\n| --- | --- | --- |\n");
            foreach (var setting in settings)
            {
                text.Append($"| `{setting.Path}` | {Cell(SettingDocument.Text(setting.Default))} | {Cell(service.Meaning(setting))} |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Length == 0 ? "–" : text.Replace("|", "\\|", StringComparison.Ordinal);
}
