using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Tests.Peer;
using MaritimeWatch.Mqtt.Transport;
using MaritimeWatch.Mqtt.Wire;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Mqtt.Tests.Packets;

/// <summary>Hostile packets by the hundred thousand (BAD-8): each sequence ends the connection with a reason, nothing is thrown, and no more memory is taken than a few buffers.</summary>
[Collection("alone")]
public sealed class PacketFuzzTests
{
    private const int UsualPackets = 100_000;

    /// <summary>Buffers of a connection are a quarter of that; the largest packet allowed here is 64 KiB, and unfolds to a few times its size.</summary>
    private const long MostBytesToASequence = 4 << 20;

    private static readonly MqttFailureKind[] EndsThatMayBe =
        [MqttFailureKind.ProtocolError, MqttFailureKind.PacketTooLarge, MqttFailureKind.ConnectionLost, MqttFailureKind.TakenOver, MqttFailureKind.ServerDisconnected];

    [Fact]
    public async Task Packets_ThatAreHostile_EndTheConnectionWithAReason_InBoundedMemory()
    {
        var packets = 0;
        var kinds = new Dictionary<MqttFailureKind, int>();
        var codes = new HashSet<MqttReasonCode>();
        for (var number = 0; packets < FuzzBudget.Cases(UsualPackets); number++)
        {
            var random = FuzzBudget.Random("mqtt", number);
            var version = random.Next(2) == 0 ? MqttVersion.V311 : MqttVersion.V5;
            var (bytes, count) = HostilePackets.Next(version, random);
            packets += count;
            var before = GC.GetTotalAllocatedBytes();
            var failure = await RunAsync(version, bytes, random, number);
            var taken = GC.GetTotalAllocatedBytes() - before;
            Assert.True(taken < MostBytesToASequence, $"seed {FuzzBudget.Seed}, sequence {number}: {taken} bytes");
            kinds[failure.Kind] = kinds.GetValueOrDefault(failure.Kind) + 1;
            if (failure.ReasonCode is { } code)
            {
                codes.Add(code);
            }
        }

        // The sequences reach deep: some end as they should, and the others in many different ways.
        Assert.Empty(kinds.Keys.Except(EndsThatMayBe));
        Assert.Empty(EndsThatMayBe.Except(kinds.Keys));
        MqttReasonCode[] expected = [MqttReasonCode.MalformedPacket, MqttReasonCode.ProtocolError, MqttReasonCode.PacketTooLarge, MqttReasonCode.TopicAliasInvalid];
        Assert.Empty(expected.Except(codes));
    }

    [Fact]
    public async Task Client_OfAHostileServer_ComesBackAgainAndAgain()
    {
        using var broker = new ScriptedBroker();
        using var stopping = new CancellationTokenSource();
        var connections = 0;
        var client = new MqttClient(broker.Options(MqttVersion.V5), [], (message, _) =>
        {
            message.Acknowledge();
            return ValueTask.CompletedTask;
        });
        var running = client.RunAsync(stopping.Token);
        for (; connections < 300; connections++)
        {
            var random = FuzzBudget.Random("mqtt-client", connections);
            using var peer = await broker.AcceptAsync();
            await peer.ExpectAsync(1);
            try
            {
                await peer.SendAsync(random.Next(4) == 0 ? [] : Bytes.ConnAck(MqttVersion.V5), HostilePackets.Next(MqttVersion.V5, random).Bytes);
            }
            catch (IOException)
            {
                // It has seen enough.
            }
        }

        await stopping.CancelAsync();
        await Soon.In(running);
    }

    private static async ValueTask Later(List<(MqttMessage Message, int Place)> held)
    {
        await Task.Yield();
        held.ForEach(one => one.Message.Acknowledge());
        held.Clear();
    }

    private static async Task<MqttFailure> RunAsync(MqttVersion version, byte[] bytes, Random random, int number)
    {
        var options = new MqttOptions { Host = "hostile", Port = 1, Version = version, MaximumPacketBytes = 65_536, ReceiveMaximum = 3, TopicAliasMaximum = 10 };
        var server = new MqttServer { SessionPresent = false, KeepAlive = TimeSpan.Zero };
        var stream = new HostileStream(bytes, random);
        var held = new List<(MqttMessage Message, int Place)>();
        var places = 0;
        var life = new ConnectionLife(
            new BrokerLink(stream, null), new PacketIntake(stream, version, options.MaximumPacketBytes), options, new MqttSession(), server,
            (message, _) =>
            {
                held.Add((message, places++));
                if (random.Next(8) == 0)
                {
                    // By and by, from another thread, while nothing is read.
                    return Later(held);
                }

                // Some at once, some when others have come, out of order, or twice.
                if (random.Next(8) < 5)
                {
                    var at = random.Next(held.Count);
                    held[at].Message.Acknowledge();
                    held[random.Next(held.Count)].Message.Acknowledge();
                    held.RemoveAt(at);
                }

                // Behind as many as are wanted at once reading would rightly stop.
                while (held.Count > 0 && places - held[0].Place >= options.ReceiveMaximum)
                {
                    held[0].Message.Acknowledge();
                    held.RemoveAt(0);
                }

                return ValueTask.CompletedTask;
            },
            TimeProvider.System);
        try
        {
            return await life.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {FuzzBudget.Seed}, sequence {number}: {Convert.ToHexString(bytes)}", failure);
        }
    }
}
