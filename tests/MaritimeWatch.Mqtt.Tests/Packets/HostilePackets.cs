using MaritimeWatch.Mqtt.Tests.Connections;
using MaritimeWatch.Mqtt.Tests.Peer;
using static MaritimeWatch.Mqtt.Tests.Peer.Bytes;

namespace MaritimeWatch.Mqtt.Tests.Packets;

/// <summary>Sequences of packets as a broken or hostile server may send them: valid ones, so that something is under way, and damaged ones between.</summary>
internal static class HostilePackets
{
    private static readonly byte[][] Wrong = [.. HostileServerTests.AfterConnAck.Select(row => (byte[])row[1]).Where(bytes => bytes.Length < 1_000)];

    /// <summary>The next sequence.</summary>
    /// <returns>Its bytes, and how many packets it was made of.</returns>
    public static (byte[] Bytes, int Packets) Next(MqttVersion version, Random random)
    {
        var count = random.Next(1, 40);
        using var bytes = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            var packet = random.Next(40) == 0 ? Wrong[random.Next(Wrong.Length)] : Valid(version, random);
            bytes.Write(random.Next(12) == 0 ? Damaged(packet, random) : packet);
        }

        return (bytes.ToArray(), count);
    }

    private static byte[] Valid(MqttVersion version, Random random)
    {
        var id = random.Next(1, 12);
        var topic = random.Next(20) == 0 ? new string('ä', random.Next(1, 3_000)) : $"t/{random.Next(30)}";
        return random.Next(14) switch
        {
            < 5 => Publish(version, topic, new string('x', random.Next(300)), 0, 0, false, random.Next(2) == 0, Properties(random)),
            < 7 => Publish(version, topic, "payload", 1, id, random.Next(2) == 0, false, Properties(random)),
            < 9 => Publish(version, topic, "payload", 2, id, random.Next(2) == 0, false, Properties(random)),
            9 => Ack(random.Next(4, 8), id),
            10 => Ack(6, id),
            11 => PingResp,
            12 => Publish(version, topic, new string('y', random.Next(70_000))),
            _ => Packet(0xE0, [(byte)(random.Next(2) == 0 ? 0x8E : 0x8B)], version == MqttVersion.V5 ? Props([31], Text("why")) : []),
        };
    }

    private static byte[][] Properties(Random random)
    {
        byte[][] all = [[1, 1], Join([2], U32(9)), Join([3], Text("c")), Join([8], Text("r")), Join([9], Blob([1, 2])), Join([11], Var(random.Next(1, 400))), Join([35], U16(random.Next(0, 12))), Join([38], Text("k"), Text("v"))];
        return random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => all[random.Next(all.Length)])];
    }

    private static byte[] Damaged(byte[] packet, Random random)
    {
        var bytes = packet.ToArray();
        var at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                bytes[1] = (byte)random.Next(256);
                return bytes;
            case 4:
                return Join(bytes[..at], [(byte)random.Next(256), 0, 0xFF], bytes[at..]);
            default:
                random.NextBytes(bytes.AsSpan(at));
                return bytes;
        }
    }
}
