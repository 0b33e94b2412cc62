using System.Text;

namespace MaritimeWatch.Mqtt.Tests.Peer;

/// <summary>Packets of a server, put together byte by byte from the specifications, by other code than the client's.</summary>
internal static class Bytes
{
    public static readonly byte[] PingResp = [0xD0, 0];

    public static byte[] Of(params byte[] bytes) => bytes;

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] Text(string text) => Blob(Encoding.UTF8.GetBytes(text));

    public static byte[] Blob(byte[] data) => [.. U16(data.Length), .. data];

    public static byte[] Var(int value)
    {
        var bytes = new List<byte>();
        do
        {
            var rest = value / 128;
            bytes.Add((byte)((value % 128) + (rest > 0 ? 128 : 0)));
            value = rest;
        }
        while (value > 0);

        return [.. bytes];
    }

    /// <summary>A packet with its remaining length.</summary>
    public static byte[] Packet(int first, params byte[][] body)
    {
        var joined = Join(body);
        return [(byte)first, .. Var(joined.Length), .. joined];
    }

    /// <summary>Properties with their length.</summary>
    public static byte[] Props(params byte[][] properties)
    {
        var joined = Join(properties);
        return [.. Var(joined.Length), .. joined];
    }

    public static byte[] ConnAck(MqttVersion version, bool sessionPresent = false, int code = 0, params byte[][] properties) =>
        Packet(0x20, [(byte)(sessionPresent ? 1 : 0), (byte)code], version == MqttVersion.V5 ? Props(properties) : []);

    public static byte[] Publish(MqttVersion version, string topic, string payload, int qos = 0, int id = 0, bool dup = false, bool retain = false, params byte[][] properties) => Packet(
        0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0),
        Text(topic),
        qos > 0 ? U16(id) : [],
        version == MqttVersion.V5 ? Props(properties) : [],
        Encoding.UTF8.GetBytes(payload));

    /// <summary>PUBACK (4), PUBREC (5), PUBREL (6) or PUBCOMP (7).</summary>
    public static byte[] Ack(int type, int id) => Packet((type << 4) | (type == 6 ? 2 : 0), U16(id));

    public static byte[] Ack(int type, int id, int code) => Packet((type << 4) | (type == 6 ? 2 : 0), U16(id), [(byte)code]);

    public static byte[] SubAck(MqttVersion version, int id, params byte[] codes) => Packet(0x90, U16(id), version == MqttVersion.V5 ? Props() : [], codes);

    public static byte[] UnsubAck(MqttVersion version, int id, params byte[] codes) => Packet(0xB0, U16(id), version == MqttVersion.V5 ? Join(Props(), codes) : []);
}
