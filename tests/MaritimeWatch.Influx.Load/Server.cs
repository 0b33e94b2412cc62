using System.Diagnostics;

namespace MaritimeWatch.Influx.Load;

/// <summary>The influxd that is killed; what it says is in a file beside its configuration.</summary>
internal sealed class Server(string program, string configuration, Uri url) : IDisposable
{
    /// <summary>It says so when it has read its log.</summary>
    private const string IsOpen = "Listening for signals";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private Process? process;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process = Begin();
        using var client = new InfluxClient(new InfluxOptions { Url = url, Database = Traffic.Database });
        for (var start = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                client.Ping();
                return;
            }
            catch (InfluxException) when (!process.HasExited && start.Elapsed < Limit)
            {
                // Not yet.
            }
        }
    }

    /// <summary>
    /// Starts it after a kill as docs/influx.md says: once where nobody can write, since InfluxDB 1.6 writes behind the torn entry that it has just cut off, and after the next kill throws away what
    /// stands there (decision 0739); then as ever.
    /// </summary>
    public async Task StartAfterKillAsync()
    {
        File.Delete(Log);
        process = Begin(("INFLUXDB_HTTP_ENABLED", "false"));
        for (var start = Stopwatch.StartNew(); !File.Exists(Log) || !(await File.ReadAllTextAsync(Log)).Contains(IsOpen, StringComparison.Ordinal); await Task.Delay(20))
        {
            if (process.HasExited || start.Elapsed > Limit)
            {
                throw new InvalidOperationException($"influxd does not start: see {Log}");
            }
        }

        await KillAsync();
        await StartAsync();
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    private string Log => $"{configuration}.log";

    private Process Begin(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" -config \"$1\" >>\"$1.log\" 2>&1", program, configuration]);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public void Dispose()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
    }
}
