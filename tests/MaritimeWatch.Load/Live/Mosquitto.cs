using System.Diagnostics;
using System.Net.Sockets;

namespace MaritimeWatch.Load.Live;

/// <summary>A broker of the run's own.</summary>
/// <param name="network">The network that it is put into; null for this machine's loopback.</param>
/// <param name="savesEachChange">Whether it saves its queues at each change, so that killing it loses next to nothing; as slow as that is.</param>
internal sealed class Mosquitto(CutNetwork? network = null, bool savesEachChange = false) : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-broker-");
    private Process? process;

    public string Host => network?.Address ?? "127.0.0.1";

    public int Port { get; } = FreePort.Take();

    public async Task StartAsync()
    {
        var file = Path.Combine(folder.FullName, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"""
            user root
            allow_anonymous true
            persistence {(savesEachChange ? "true" : "false")}
            persistence_location {folder.FullName}/
            autosave_interval 1
            autosave_on_changes {(savesEachChange ? "true" : "false")}
            max_queued_messages 0
            max_inflight_messages 10000
            log_dest none
            listener {Port} {Host}

            """);
        var program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        string[] command = network is null ? [program, "-c", file] : ["ip", "netns", "exec", network.Name, program, "-c", file];
        process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        while (!await FreePort.AnswersAsync(Port, Host))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("mosquitto ended at once; tests/clients/install.sh installs it");
            }

            await Task.Delay(20);
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

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        folder.Delete(recursive: true);
    }
}
