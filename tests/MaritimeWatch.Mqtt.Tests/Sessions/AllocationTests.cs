using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Sessions;

/// <summary>What a message costs on its way to the consumer. Alone: while other tests run, the runtime has ever new code to compile, and puts off finishing this.</summary>
[Collection("alone")]
public sealed class AllocationTests
{
    /// <summary>The versions of MQTT.</summary>
    public static TheoryData<MqttVersion> Versions => ReceivingTests.Versions;

    /// <summary>Twenty thousand in a row, from the read to the handler: over a stream that always has more it is one thread's work. Code that the runtime has not yet compiled to its end does allocate, so it is given rounds enough.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task MessagesOfQos0_AllocateNothing(MqttVersion version)
    {
        const int MostRounds = 60;
        var bytes = Join([.. Enumerable.Range(0, 400_000).Select(i => Publish(version, $"t/{i % 10}", "payload"))]);
        var least = long.MaxValue;
        for (var round = 0; round < MostRounds && least > 0; round++)
        {
            least = Math.Min(least, await LeastAllocatedAsync(version, bytes, messages: 400_000, inARow: 20_000));
        }

        Assert.Equal(0, least);
    }

    /// <summary>The fewest bytes that so many messages in a row have allocated.</summary>
    private static async Task<long> LeastAllocatedAsync(MqttVersion version, byte[] bytes, int messages, int inARow)
    {
        var (count, before, thread) = (0, 0L, 0);
        var least = long.MaxValue;
        var options = new MqttOptions { Host = "memory", Port = 1, Version = version };
        var stream = new Packets.HostileStream(bytes, new Random(1));
        var life = new Wire.ConnectionLife(
            new Transport.BrokerLink(stream, null), new Wire.PacketIntake(stream, version, options.MaximumPacketBytes), options, new MqttSession(), new MqttServer { SessionPresent = false, KeepAlive = TimeSpan.Zero },
            (_, _) =>
            {
                if (++count % inARow == 0)
                {
                    var now = GC.GetAllocatedBytesForCurrentThread();
                    least = thread == Environment.CurrentManagedThreadId ? Math.Min(least, now - before) : least;
                    (before, thread) = (now, Environment.CurrentManagedThreadId);
                }

                return ValueTask.CompletedTask;
            },
            TimeProvider.System);
        await Soon.In(life.Completion);
        Assert.Equal(messages, count);
        return least;
    }
}
