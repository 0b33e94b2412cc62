using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MaritimeWatch.Mqtt.Load;

/// <summary>How fast this client takes messages beside <c>mosquitto_sub</c>: both as whole processes, start and end included, in pairs, on the same broker and payload.</summary>
internal static class Throughput
{
    private const string Topic = "ais/receiver-1/raw";

    private const int MostUnderWay = 500;

    /// <summary>200 bytes as a receiver sends them: a TAG block and two sentences.</summary>
    private static readonly byte[] Payload = Encoding.ASCII.GetBytes(
        "\\g:1-2-1234,s:r3669961,c:1702303200*7C\\!AIVDM,2,1,3,B,55P5TL01VIaAL@7WKO@mBplU@<PDhh000000001S;AJ::4A80?4i@E53,0*3E\r\n\\g:2-2-1234*5B\\!AIVDM,2,2,3,B,1@0000000000000,2*55\r\n".PadRight(200, ' '));

    public static async Task<int> RunAsync(int rounds, int messages)
    {
        Console.WriteLine($"{messages:N0} messages of {Payload.Length} bytes, {rounds} rounds, medians; whole processes, start included; {Environment.ProcessorCount} cores");
        var worst = 0.0;
        foreach (var qos in new[] { MqttQos.AtMostOnce, MqttQos.AtLeastOnce })
        {
            foreach (var version in new[] { MqttVersion.V311, MqttVersion.V5 })
            {
                await using var broker = await Broker.StartAsync(inFlight: 1_000);
                worst = Math.Max(worst, await CompareAsync($"queued at mosquitto, QoS {(int)qos}, MQTT {Name(version)}", rounds, async (round, who, run) =>
                {
                    var order = new Receiver.Order(broker.Port, version, qos, $"{who}-{round}", Topic, messages);
                    await QueueAsync(order);
                    return await run(order);
                }));
            }

            worst = Math.Max(worst, await CompareAsync($"straight from memory, QoS {(int)qos}, MQTT 3.1.1", rounds, async (_, who, run) =>
            {
                using var source = new Source();
                var serving = source.ServeAsync(Topic, Payload, (int)qos, messages);
                var took = await run(new Receiver.Order(source.Port, MqttVersion.V311, qos, who, Topic, messages));
                await serving;
                return took;
            }));
        }

        Console.WriteLine($"worst ratio {worst:0.00} (above 1: slower than mosquitto_sub; the limit is 1.50)");
        return worst <= 1.5 ? 0 : 1;
    }

    private static async Task<double> CompareAsync(string what, int rounds, Func<int, string, Func<Receiver.Order, Task<(double Wall, double Cpu)>>, Task<(double Wall, double Cpu)>> measure)
    {
        List<(double Wall, double Cpu)> own = [], peer = [];
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, so that neither always finds the machine warm.
            for (var turn = 0; turn < 2; turn++)
            {
                if ((round + turn) % 2 == 0)
                {
                    peer.Add(await measure(round, "peer", RunPeerAsync));
                }
                else
                {
                    own.Add(await measure(round, "own", RunOwnAsync));
                }
            }
        }

        var ratio = Median(own.Select(run => run.Wall)) / Median(peer.Select(run => run.Wall));
        Console.WriteLine(
            $"{what,-46} own {Median(own.Select(run => run.Wall)):0.000} s (cpu {Median(own.Select(run => run.Cpu)):0.00} s)"
            + $"  mosquitto_sub {Median(peer.Select(run => run.Wall)):0.000} s (cpu {Median(peer.Select(run => run.Cpu)):0.00} s)  ratio {ratio:0.00}");
        return ratio;
    }

    /// <summary>Makes a session that is absent, and fills it.</summary>
    private static async Task QueueAsync(Receiver.Order order)
    {
        await using (var absent = await MqttConnection.ConnectAsync(Receiver.OptionsOf(order), new MqttSession(), (_, _) => ValueTask.CompletedTask))
        {
            await absent.SubscribeAsync([MqttSubscription.To(order.Topic, order.Qos)]);
        }

        var options = Receiver.OptionsOf(order) with { ClientId = "publisher", CleanStart = true, SessionExpiry = TimeSpan.Zero };
        await using var publisher = await MqttConnection.ConnectAsync(options, new MqttSession(), (_, _) => ValueTask.CompletedTask);
        var underWay = new Queue<Task<MqttPublishResult>>();
        for (var i = 0; i < order.Count; i++)
        {
            underWay.Enqueue(publisher.PublishAsync(order.Topic, Payload, order.Qos));
            if (underWay.Count == MostUnderWay)
            {
                await underWay.Dequeue();
            }
        }

        await Task.WhenAll(underWay);
        if (order.Qos == MqttQos.AtMostOnce)
        {
            // Messages keep their order, so once this one is acknowledged all others are there.
            await publisher.PublishAsync("end", Payload, MqttQos.AtLeastOnce);
        }
    }

    private static Task<(double Wall, double Cpu)> RunPeerAsync(Receiver.Order order) => RunAsync("mosquitto_sub",
    [
        "-h", "127.0.0.1", "-p", order.Words()[0], "-V", order.Version == MqttVersion.V5 ? "5" : "311", "-q", order.Words()[2], "-i", order.Client, "-c",
        .. order.Version == MqttVersion.V5 ? new[] { "-x", "3600" } : [], "-t", order.Topic, "-C", order.Words()[5], "-N",
    ]);

    private static Task<(double Wall, double Cpu)> RunOwnAsync(Receiver.Order order) =>
        RunAsync(Environment.ProcessPath!, [typeof(Throughput).Assembly.Location, "receive", .. order.Words()]);

    private static async Task<(double Wall, double Cpu)> RunAsync(string program, string[] words)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null", "bash", program, .. words]) { RedirectStandardError = true })!;
        var told = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = told.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).TakeLast(2).Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture));
        return process.ExitCode == 0 ? (wall, cpu) : throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with {process.ExitCode}: {told}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Name(MqttVersion version) => version == MqttVersion.V5 ? "5.0" : "3.1.1";
}
