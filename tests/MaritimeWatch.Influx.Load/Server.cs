using System.Diagnostics;

namespace MaritimeWatch.Influx.Load;

/// <summary>The influxd that is killed.</summary>
internal sealed class Server(string program, string configuration, Uri url) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private Process? process;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process = Process.Start(new ProcessStartInfo(program, ["-config", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
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

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
    }
}
