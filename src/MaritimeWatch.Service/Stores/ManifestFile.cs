using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Storage.Backup;

namespace MaritimeWatch.Service.Stores;

/// <summary>The manifest of a backup: <c>&lt;copy&gt;.manifest.json</c>.</summary>
internal static class ManifestFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static string PathOf(string copy) => copy + ".manifest.json";

    public static void Write(string copy, BackupManifest manifest)
    {
        using var file = new FileStream(PathOf(copy) + ".part", FileMode.Create);
        using (var json = new Utf8JsonWriter(file, Indented))
        {
            json.WriteStartObject();
            json.WriteString("taken", manifest.Taken.ToString());
            json.WriteNumber("schemaVersion", manifest.SchemaVersion);
            json.WriteNumber("alertSequence", manifest.AlertSequence);
            json.WriteNumber("auditEntries", manifest.AuditEntries);
            json.WriteStartArray("files");
            foreach (var part in manifest.Files)
            {
                json.WriteStartObject();
                json.WriteString("suffix", part.Suffix);
                json.WriteNumber("bytes", part.Bytes);
                json.WriteString("sha256", part.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        file.Flush(flushToDisk: true);
        file.Dispose();
        File.Move(PathOf(copy) + ".part", PathOf(copy), overwrite: true);
    }

    /// <exception cref="CommandFailedException">There is none, or it is no manifest.</exception>
    public static BackupManifest Read(string copy)
    {
        var path = PathOf(copy);
        if (!File.Exists(path))
        {
            throw new CommandFailedException($"{path}: no such file; a backup without its manifest is not finished");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new BackupManifest(
                Instant.TryParse(root.GetProperty("taken").GetString(), out var taken) ? taken : throw new FormatException("no time"),
                root.GetProperty("schemaVersion").GetInt64(),
                root.GetProperty("alertSequence").GetInt64(),
                root.GetProperty("auditEntries").GetInt64(),
                [.. root.GetProperty("files").EnumerateArray().Select(file => new BackupFile(Suffix(file), file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()!))]);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CommandFailedException($"{path}: is no manifest of a backup ({failure.Message})");
        }
    }

    /// <summary>Nothing but the two files of a store is ever put anywhere.</summary>
    private static string Suffix(JsonElement file) =>
        file.GetProperty("suffix").GetString() is ("" or ".tracks") and var suffix ? suffix : throw new FormatException("a file that no store has");
}
