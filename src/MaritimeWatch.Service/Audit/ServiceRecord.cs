using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Audit;

/// <summary>What a service is when it starts, as the audit log keeps it: version, settings, charts.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Settings">SHA-256 over every setting as <c>path=value</c>, the value as JSON, a line feed after each, in the order of the settings.</param>
/// <param name="Differing">The settings that are not as shipped, with their values; paths of files, never their content.</param>
/// <param name="Charts">Each chart file with the SHA-256 of its bytes.</param>
/// <param name="Schema">Of the store.</param>
internal sealed record ServiceRecord(string Version, string Settings, IReadOnlyDictionary<string, string> Differing, IReadOnlyList<ChartRecord> Charts, int Schema)
{
    /// <summary>Of a service with these settings.</summary>
    public static ServiceRecord Of(ServiceSettings settings)
    {
        var shipped = SettingCatalog.Of(new ServiceSettings()).ToDictionary(setting => setting.Path, setting => Text(setting.Default), StringComparer.Ordinal);
        var values = SettingCatalog.Of(settings).Select(setting => (setting.Path, Value: Text(setting.Default))).ToList();
        return new ServiceRecord(
            typeof(ServiceRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Hex(Encoding.UTF8.GetBytes(string.Concat(values.Select(setting => $"{setting.Path}={setting.Value}\n")))),
            values.Where(setting => shipped.GetValueOrDefault(setting.Path) != setting.Value).ToDictionary(setting => setting.Path, setting => setting.Value, StringComparer.Ordinal),
            [.. settings.Assets.Select(file => new ChartRecord(Path.GetFileName(file), HexOfFile(file)))],
            SqliteStore.SchemaVersion);
    }

    /// <summary>Notes the start, and what is not as it was at the start before.</summary>
    /// <param name="trail">The way into the log.</param>
    /// <param name="log">Tells of the start before.</param>
    public void Note(AuditTrail trail, SqliteAudit log)
    {
        trail.Note(AuditActions.ServiceStarted, AuditRecord.System, "", Version, detail: this);
        if (Before(log) is not { } earlier)
        {
            return;
        }

        if (earlier.Settings != Settings)
        {
            trail.Note(AuditActions.SettingsChanged, AuditRecord.System, "", Settings, detail: new { from = earlier.Settings, to = Settings, changed = Changed(earlier) });
        }

        if (!earlier.Charts.SequenceEqual(Charts))
        {
            trail.Note(AuditActions.AssetsChanged, AuditRecord.System, "", "charts", detail: new { from = earlier.Charts, to = Charts });
        }
    }

    private Dictionary<string, string[]> Changed(ServiceRecord earlier) => earlier.Differing.Keys.Union(Differing.Keys)
        .Where(path => earlier.Differing.GetValueOrDefault(path) != Differing.GetValueOrDefault(path))
        .ToDictionary(path => path, path => new[] { earlier.Differing.GetValueOrDefault(path, "as shipped"), Differing.GetValueOrDefault(path, "as shipped") });

    private static ServiceRecord? Before(SqliteAudit log)
    {
        try
        {
            return log.Newest(AuditActions.ServiceStarted) is { } start ? JsonSerializer.Deserialize<ServiceRecord>(start.Record.Detail, AuditTrail.Json) : null;
        }
        catch (Exception failure) when (failure is JsonException or StoreException)
        {
            return null;
        }
    }

    private static string HexOfFile(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    private static string Text(object? value) => JsonSerializer.Serialize(value, AccessWords.Json);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
