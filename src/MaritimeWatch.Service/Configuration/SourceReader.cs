using MaritimeWatch.Service.Gateway;
using Microsoft.Extensions.Configuration;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Reads <c>Sources</c>: a list whose entries have the settings of every source, and beside them the options of their kind.</summary>
internal static class SourceReader
{
    public const string Section = "Sources";

    /// <summary>More are a mistake. Design value.</summary>
    private const int MostSources = 1_000;

    /// <summary>Ids of sources that the service has by itself.</summary>
    private static readonly string[] Taken = ["nmea-tcp", "nmea-udp"];

    /// <summary>The sources as configured.</summary>
    /// <param name="configuration">Everything that was read.</param>
    /// <param name="folder">The configuration file's folder, which paths are relative to; null where there is no file.</param>
    /// <param name="problems">Gets what is wrong, one sentence each.</param>
    public static IReadOnlyList<ConfiguredSource> Read(IConfiguration configuration, string? folder, List<string> problems)
    {
        var entries = configuration.GetSection(Section).GetChildren().ToList();
        if (entries.Count == 0 && configuration[Section] is { Length: > 0 } text)
        {
            problems.Add($"{Section} is '{text}'; it is a list of sources");
        }

        if (entries.Count > MostSources)
        {
            problems.Add($"{Section} has {entries.Count} entries; at most {MostSources} are possible");
            return [];
        }

        var read = new List<ConfiguredSource>();
        foreach (var entry in entries)
        {
            var wrong = new List<string>();
            var source = Read(entry, folder, wrong);
            if (source is not null && (Taken.Contains(source.Settings.Id) || read.Exists(other => other.Settings.Id == source.Settings.Id)))
            {
                wrong.Add($"Id '{source.Settings.Id}' is taken by another source");
            }

            if (source?.Options is Gateway.Sources.StandardInputOptions && read.Exists(other => other.Options is Gateway.Sources.StandardInputOptions))
            {
                wrong.Add("Kind is 'stdin', and another source reads it already");
            }

            problems.AddRange(wrong.Select(problem => $"{Section}:{(entry["Id"] is { Length: > 0 } id ? id : entry.Key)}: {problem}"));
            if (source is not null && wrong.Count == 0)
            {
                read.Add(source);
            }
        }

        return read;
    }

    private static ConfiguredSource? Read(IConfigurationSection entry, string? folder, List<string> wrong)
    {
        if (entry.Value is { Length: > 0 } value)
        {
            wrong.Add($"is '{value}'; it is a group of settings");
            return null;
        }

        // On its own, so that its keys are those a person wrote in the entry.
        var keys = entry.AsEnumerable(makePathsRelative: true).Where(key => key.Key.Length > 0).OrderBy(key => key.Key, StringComparer.OrdinalIgnoreCase).ToList();
        var root = new ConfigurationBuilder().AddInMemoryCollection(keys).Build();
        var kind = root["Kind"] ?? "";
        if (SourceKinds.Find(kind) is not { } options)
        {
            wrong.Add($"Kind is '{kind}'; the kinds are {string.Join(", ", SourceKinds.Names)}");
            return null;
        }

        wrong.AddRange(SettingNames.Check(root, [.. SettingCatalog.Of(new SourceSettings()), .. SettingCatalog.Of(options)]));
        if (wrong.Count > 0)
        {
            return null;
        }

        var settings = root.Get<SourceSettings>() ?? new SourceSettings();
        options = (ISourceOptions?)root.Get(options.GetType()) ?? options;
        wrong.AddRange(settings.Validate());
        wrong.AddRange(options.Validate());
        return new ConfiguredSource(settings, folder is null ? options : options.RelativeTo(folder), string.Join('\n', keys.Select(key => $"{key.Key.ToUpperInvariant()}={key.Value}")));
    }
}
