using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Storage.Backup;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>store info</c>: what is in a store.</summary>
internal static class StoreInfoCommand
{
    private static readonly Option<string> Store = StoreCommand.Store();
    private static readonly Option<bool> Json = new("--json") { Description = "As one JSON object." };

    public static Command Create()
    {
        var command = new Command("info", "What is in a store: its span, how much of what, bytes a position, versions. A service may be writing.") { Store, Json };
        command.SetAction(parsed => StoreCommand.Guarded(() => Run(StoreReading.Of(StoreCommand.Existing(parsed.GetRequiredValue(Store))), parsed.GetValue(Json))));
        return command;
    }

    private static int Run(StoreInventory found, bool asJson)
    {
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(Fields(found).ToDictionary(field => field.Name, field => field.Value)));
            return ExitCode.Done;
        }

        var width = Fields(found).Max(field => field.Name.Length);
        foreach (var (name, value) in Fields(found))
        {
            var text = value switch { long number => number.ToString("N0", CultureInfo.InvariantCulture), double number => number.ToString("F2", CultureInfo.InvariantCulture), null => "-", _ => value.ToString() };
            Console.Out.WriteLine($"{name.Replace('_', ' ').PadRight(width)}  {text}");
        }

        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, object? Value)> Fields(StoreInventory found) =>
    [
        ("schema_version", found.SchemaVersion),
        ("sqlite_version", found.SqliteVersion),
        ("oldest", found.Oldest?.ToString()),
        ("newest", found.Newest?.ToString()),
        ("bytes", found.Bytes),
        ("track_bytes", found.TrackBytes),
        ("free_bytes", found.FreeBytes),
        ("row_positions", found.RowPositions),
        ("block_positions", found.BlockPositions),
        ("blocks", found.Blocks),
        ("bytes_per_position", found.BytesPerPosition),
        .. found.ThinnedWatches.OrderBy(tier => tier.Key).Select(tier => (string.Create(CultureInfo.InvariantCulture, $"watches_thinned_to_{tier.Key}_s"), (object?)tier.Value)),
        ("vessels", found.Vessels),
        ("static_words", found.Words),
        ("alert_sequence", found.AlertSequence),
        ("audit_entries", found.AuditEntries),
        ("crossings", found.Crossings),
        ("imported_recordings", found.ImportedFiles),
        ("charts", found.Charts),
        ("bytes_of_copies_of_older_versions", found.OlderCopyBytes),
    ];
}
