using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Follows the configuration file: sources come, go and change with it while the service runs. What cannot be used changes nothing and is said.</summary>
/// <param name="file">The file.</param>
/// <param name="read">Reads and checks the whole configuration anew.</param>
/// <param name="current">What is in force.</param>
/// <param name="gateway">Gets the sources.</param>
/// <param name="health">Carries the note while the file cannot be used.</param>
/// <param name="audit">Is told of every change.</param>
/// <param name="log">Told once of each reading.</param>
internal sealed class SourceReload(string file, Func<ServiceSettings> read, ServiceSettings current, SourceGateway gateway, ServiceHealth health, AuditTrail audit, ILogger log)
{
    private const string About = "sources";

    private readonly Lock gate = new();
    private (DateTime Written, long Bytes) stamp = StampOf(file);
    private (DateTime Written, long Bytes) seen = StampOf(file);

    /// <summary>Reads the file where it has changed and has then stayed the same from one look to the next: it may be in the middle of being written.</summary>
    public void Look()
    {
        var now = StampOf(file);
        var hasSettled = now == seen;
        seen = now;
        if (hasSettled && now != stamp)
        {
            Reload();
        }
    }

    /// <summary>Reads the file now, changed or not.</summary>
    public void Reload()
    {
        lock (gate)
        {
            stamp = seen = StampOf(file);
            ServiceSettings settings;
            try
            {
                settings = read();
            }
            catch (CommandFailedException failure)
            {
                health.Note(About, $"the changed configuration is not in force: {failure.Message}");
                log.LogError("{Reason}; the sources stay as they were", failure.Message);
                return;
            }

            health.Note(About, null);
            var done = gateway.Apply(settings.Sources);
            log.LogInformation("the configuration '{File}' was read again: {Done}", file, done.Count == 0 ? "no source has changed" : string.Join(", ", done));
            if (Others(settings) is { Count: > 0 } others)
            {
                log.LogWarning("changed too, and in force from the next start on: {Settings}", string.Join(", ", others));
            }

            if (done.Count > 0)
            {
                audit.Note(AuditActions.SettingsChanged, AuditRecord.System, "", "sources", detail: new { done });
            }
        }
    }

    private List<string> Others(ServiceSettings settings) =>
    [
        .. SettingCatalog.Of(settings).Select(setting => setting.Path).Where(path => path != SourceReader.Section
            && SettingDocument.Text(SettingCatalog.Value(settings, path)) != SettingDocument.Text(SettingCatalog.Value(current, path))),
    ];

    private static (DateTime Written, long Bytes) StampOf(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
    }
}
