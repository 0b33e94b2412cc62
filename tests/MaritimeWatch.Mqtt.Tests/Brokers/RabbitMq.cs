using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>One RabbitMQ with its MQTT and web MQTT plug-ins for all tests: own ports, own folder, own node, own port mapper. It takes some ten seconds to start.</summary>
public sealed class RabbitMq : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rabbitmq-");
    private readonly int[] ports = FreePort.Take(5);
    private Process? mapper;
    private Process? server;
    private int names;

    internal int WebSocketPort => ports[4];

    private int MqttPort => ports[3];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(At("plugins"), "[rabbitmq_mqtt,rabbitmq_web_mqtt].");
        await File.WriteAllTextAsync(At("env.conf"), "");
        await File.WriteAllTextAsync(At("rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{ports[1]}
            mqtt.listeners.tcp.1 = 127.0.0.1:{MqttPort}
            mqtt.allow_anonymous = true
            web_mqtt.tcp.ip = 127.0.0.1
            web_mqtt.tcp.port = {WebSocketPort}

            """);
        // A port mapper of our own, there before the server looks for one: it would start one that outlives it.
        mapper = Start(Programs.Find("epmd", "/usr/bin/epmd"), "-port", Text(ports[0]));
        await Soon.UntilAsync(() => !mapper.HasExited && FreePort.AnswersAsync(ports[0]).GetAwaiter().GetResult(), "the port mapper");
        server = Start(Programs.Find("rabbitmq-server", "/usr/lib/rabbitmq/bin/rabbitmq-server"));
        var deadline = Environment.TickCount64 + 180_000;
        while (!await FreePort.AnswersAsync(MqttPort) || !await FreePort.AnswersAsync(WebSocketPort))
        {
            Assert.False(server.HasExited, "RabbitMQ ended at once");
            Assert.True(Environment.TickCount64 < deadline, "RabbitMQ did not start within three minutes");
            await Task.Delay(100);
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var process in new[] { server, mapper })
        {
            if (process is not null)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                process.Dispose();
            }
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Options with a client identifier and a topic that no other test uses. RabbitMQ 3.10 speaks 3.1.1 alone.</summary>
    internal (MqttOptions Options, string Topic) Fresh()
    {
        var name = $"r{Interlocked.Increment(ref names)}";
        return (new MqttOptions { Host = "127.0.0.1", Port = MqttPort, Version = MqttVersion.V311, ClientId = name, UserName = "guest", Password = "guest" }, $"test/{name}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string At(string file) => Path.Combine(folder.FullName, file);

    private Process Start(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        Dictionary<string, string> environment = new()
        {
            ["HOME"] = folder.FullName,
            ["ERL_EPMD_PORT"] = Text(ports[0]),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"mqtt-{ports[0]}@localhost",
            ["RABBITMQ_NODE_PORT"] = Text(ports[1]),
            ["RABBITMQ_DIST_PORT"] = Text(ports[2]),
            ["RABBITMQ_MNESIA_BASE"] = At("db"),
            ["RABBITMQ_LOG_BASE"] = At("log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = At("plugins"),
            ["RABBITMQ_CONFIG_FILE"] = At("rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = At("env.conf"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = At("gen"),
            ["RABBITMQ_PID_FILE"] = At("pid"),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }
}
