using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MaritimeWatch.Mqtt.Load;

/// <summary>A mosquitto of its own, that keeps as many messages for absent clients as are sent.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mosquitto-");
    private Process? process;

    public int Port { get; private init; }

    public static async Task<Broker> StartAsync(int inFlight)
    {
        var broker = new Broker { Port = FreePort.Take() };
        var file = Path.Combine(broker.folder.FullName, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"""
            user root
            allow_anonymous true
            max_queued_messages 0
            max_inflight_messages {inFlight}
            queue_qos0_messages true
            log_type none
            listener {broker.Port} 127.0.0.1

            """);
        broker.process = Process.Start(new ProcessStartInfo("/usr/sbin/mosquitto", ["-c", file]) { RedirectStandardError = true })!;
        while (!await FreePort.AnswersAsync(broker.Port))
        {
            if (broker.process.HasExited)
            {
                throw new InvalidOperationException("mosquitto ended at once: " + await broker.process.StandardError.ReadToEndAsync());
            }

            await Task.Delay(20);
        }

        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
