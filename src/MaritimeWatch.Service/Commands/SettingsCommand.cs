using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>settings</c>: every threshold with unit, default, range, meaning and source; a file of them; a file checked.</summary>
internal static class SettingsCommand
{
    private static readonly Argument<string?> Part = new("PART") { Description = "Only settings whose path has this in it, e.g. Loitering or Knots.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Json = new("--json") { Description = "Write a settings file with every default to FILE; '-' or nothing for standard output.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Check = new("--check") { Description = "Say whether FILE can be used with 'replay --settings', and what it changes.", HelpName = "FILE" };
    private static readonly Option<bool> Markdown = new("--markdown") { Description = "The table as docs/settings.md has it." };

    public static Command Create()
    {
        var command = new Command("settings", """
            Every threshold of the detectors: path, unit, default, range, meaning. docs/settings.md has them with their sources.

            Examples:
              maritimewatch settings Loitering
              maritimewatch settings --json my-thresholds.json
              maritimewatch settings --check my-thresholds.json
              maritimewatch replay --input day.csv.gz --assets cables.geojson --settings my-thresholds.json --alerts what-if.ndjson
            """);
        command.Arguments.Add(Part);
        foreach (var option in (Option[])[Json, Check, Markdown])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
        return command;
    }

    /// <summary>A complete settings file with the shipped thresholds.</summary>
    public static string DefaultsAsJson() => DetectionSettingsFile.ToJson(DetectionSettings.Default) + "\n";

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(Check) is { } file)
        {
            Console.Out.Write(Changes(file, DetectionSettingsFile.Load(file)));
        }
        else if (parsed.GetResult(Json) is not null)
        {
            Write(parsed.GetValue(Json) ?? "-", DefaultsAsJson());
        }
        else if (parsed.GetValue(Markdown))
        {
            Console.Out.Write(SettingsMarkdown.Of(SettingDocument.Read(), ServiceSettingDocument.Read()));
        }
        else
        {
            Console.Out.Write(Table(parsed.GetValue(Part) ?? ""));
        }

        return ExitCode.Done;
    }

    private static string Table(string part)
    {
        var entries = SettingDocument.Read().Entries.Where(entry => entry.Setting.Path.Contains(part, StringComparison.OrdinalIgnoreCase)).ToList();
        return entries.Count == 0
            ? throw new CommandFailedException($"no setting has '{part}' in its path", ExitCode.WrongUsage)
            : TextColumns.Of(
                ["setting", "unit", ">default", "range", "meaning"],
                [.. entries.Select(entry => (string[])[entry.Setting.Path, entry.Unit, entry.Default, entry.Range, entry.Meaning])]);
    }

    private static string Changes(string file, DetectionSettings settings)
    {
        var changed = SettingCatalog.Differences(DetectionSettings.Default, settings)
            .Select(setting => (setting.Setting.Path, Shipped: SettingDocument.Text(setting.One), Here: SettingDocument.Text(setting.Other)))
            .ToList();
        var summary = string.Create(CultureInfo.InvariantCulture, $"{file}: can be used; {changed.Count} settings differ from the shipped ones; hash {settings.Hash()}\n");
        return changed.Count == 0
            ? summary
            : TextColumns.Of(["setting", ">shipped", ">here"], [.. changed.Select(setting => (string[])[setting.Path, setting.Shipped, setting.Here])]) + summary;
    }

    private static void Write(string path, string content)
    {
        if (path == "-")
        {
            Console.Out.Write(content);
        }
        else
        {
            File.WriteAllText(path, content);
        }
    }
}
