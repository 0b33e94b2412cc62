using System.Buffers.Binary;
using System.Text;

namespace MaritimeWatch.Mqtt.Packets;

/// <summary>Reads the fields of one packet's body from left to right; the first thing that is wrong is kept as its fault.</summary>
internal ref struct PacketReader(ReadOnlySpan<byte> bytes, PacketType type)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly PacketType type = type;

    /// <summary>Where the next field starts, in bytes.</summary>
    public int Position { get; private set; }

    /// <summary>What is wrong, where something is.</summary>
    public MqttFault Fault { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => bytes.Length - Position;

    /// <summary>The packet whose body this is.</summary>
    public readonly PacketType Type => type;

    /// <summary>Keeps <paramref name="fault"/>; always false, to be returned.</summary>
    public bool Fail(MqttFault fault)
    {
        Fault = fault;
        return false;
    }

    public bool TryByte(out byte value)
    {
        value = 0;
        if (!Has(1))
        {
            return false;
        }

        value = bytes[Position++];
        return true;
    }

    public bool TryUInt16(out ushort value)
    {
        value = 0;
        if (!Has(2))
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt16BigEndian(bytes[Position..]);
        Position += 2;
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        value = 0;
        if (!Has(4))
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt32BigEndian(bytes[Position..]);
        Position += 4;
        return true;
    }

    /// <summary>A packet identifier, which is never zero.</summary>
    public bool TryPacketId(out ushort id) =>
        TryUInt16(out id) && (id != 0 || Fail(MqttFault.Malformed($"a {PacketNames.Of(type)} with the packet identifier 0")));

    /// <summary>A variable byte integer of at most four bytes, in its shortest form (section 1.5.5 of MQTT 5.0).</summary>
    public bool TryVariableInteger(out int value)
    {
        value = 0;
        for (var i = 0; i < 4; i++)
        {
            if (!TryByte(out var next))
            {
                return false;
            }

            value |= (next & 0x7F) << (7 * i);
            if ((next & 0x80) == 0)
            {
                return i == 0 || next != 0 || Fail(MqttFault.Malformed($"a {PacketNames.Of(type)} with a number written with more bytes than it needs"));
            }
        }

        return Fail(MqttFault.Malformed($"a {PacketNames.Of(type)} with a number of more than four bytes"));
    }

    /// <summary>Binary data: two bytes of length, then the data.</summary>
    public bool TryBinary(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryUInt16(out var length) || !Has(length))
        {
            return false;
        }

        value = bytes.Slice(Position, length);
        Position += length;
        return true;
    }

    /// <summary>A string as its bytes, not yet judged.</summary>
    public bool TryText(out string text)
    {
        text = "";
        if (!TryBinary(out var bytes))
        {
            return false;
        }

        if (!MqttText.IsWellFormed(bytes))
        {
            return Fail(MqttFault.Malformed($"a {PacketNames.Of(type)} with text that is not well-formed UTF-8 or holds U+0000"));
        }

        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    /// <summary>Whether the body ends here, as it must.</summary>
    public bool TryEnd() => Left == 0 || Fail(MqttFault.Malformed($"a {PacketNames.Of(type)} with {Left} bytes too many"));

    /// <summary>The next <paramref name="length"/> bytes as a body of their own.</summary>
    public bool TrySlice(int length, out PacketReader part)
    {
        part = default;
        if (!Has(length))
        {
            return false;
        }

        part = new PacketReader(bytes.Slice(Position, length), type);
        Position += length;
        return true;
    }

    private bool Has(int count) => Left >= count || Fail(MqttFault.Malformed($"a {PacketNames.Of(type)} that ends in the middle of a field"));
}
