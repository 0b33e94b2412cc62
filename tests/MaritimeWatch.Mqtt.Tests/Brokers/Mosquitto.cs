using System.Diagnostics;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>A mosquitto of a test's own: own ports, own folder, gone with the test.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mosquitto-");
    private readonly string extra;
    private Process? process;

    private Mosquitto(string extra)
    {
        this.extra = extra;
        var ports = FreePort.Take(2);
        (Port, WebSocketPort) = (ports[0], ports[1]);
    }

    public int Port { get; }

    public int WebSocketPort { get; }

    /// <summary>Options for its TCP port.</summary>
    public MqttOptions Options => new() { Host = "127.0.0.1", Port = Port };

    /// <summary>What it has written to its log.</summary>
    public string Log
    {
        get
        {
            using var file = new StreamReader(new FileStream(LogFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
            return file.ReadToEnd();
        }
    }

    private int Starts => Log.Split(" running").Length;

    private string LogFile => Path.Combine(folder.FullName, "log");

    /// <summary>Starts one.</summary>
    /// <param name="extra">Further lines of its configuration.</param>
    public static async Task<Mosquitto> StartAsync(string extra = "")
    {
        var broker = new Mosquitto(extra);
        try
        {
            await broker.RestartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again, on the same ports and with what it had saved.</summary>
    public async Task RestartAsync()
    {
        var file = Path.Combine(folder.FullName, "mosquitto.conf");
        // "user root": otherwise a mosquitto started by root becomes another user, who may not read the folder. "max_queued_messages 0": no limit.
        await File.WriteAllTextAsync(file, $"""
            per_listener_settings true
            user root
            persistence true
            persistence_location {folder.FullName}/
            autosave_interval 1
            autosave_on_changes true
            max_queued_messages 0
            max_inflight_messages 1000
            log_dest file {LogFile}
            log_type all
            listener {Port} 127.0.0.1
            allow_anonymous true
            listener {WebSocketPort} 127.0.0.1
            allow_anonymous true
            protocol websockets
            {extra}

            """);
        var started = Starts;
        process = Process.Start(new ProcessStartInfo(Programs.Mosquitto, ["-c", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        // All listeners are there once it says so.
        while (Starts == started || !await FreePort.AnswersAsync(Port))
        {
            Assert.False(process.HasExited, $"mosquitto ended at once: {said} {Log}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until what it would start with again holds a text, such as the topic of a session's subscription: it saves a moment after it has answered.</summary>
    public async Task HasSavedAsync(string text)
    {
        var saved = Path.Combine(folder.FullName, "mosquitto.db");
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!File.Exists(saved) || (await File.ReadAllBytesAsync(saved)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) < 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), $"mosquitto does not save {text}: {Log}");
            await Task.Delay(20);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (!process!.HasExited)
        {
            process.Kill();
        }

        await Soon.In(process.WaitForExitAsync());
        process.Dispose();
        process = null;
    }

    /// <summary>Sends a signal, e.g. STOP or CONT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
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
