using System.Buffers.Binary;
using System.Text;

namespace MaritimeWatch.Mqtt.Packets;

/// <summary>Packets on their way out, one after the other in one array.</summary>
internal sealed class PacketBuffer(int capacity = 4_096)
{
    /// <summary>A first byte and up to four of remaining length.</summary>
    private const int MostHeaderBytes = 5;

    private byte[] bytes = new byte[capacity];

    /// <summary>How many bytes stand in it.</summary>
    public int Length { get; private set; }

    /// <summary>What stands in it.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>Forgets everything; an array that has grown large is let go.</summary>
    public void Clear(int keepBytes)
    {
        Length = 0;
        if (bytes.Length > keepBytes)
        {
            bytes = new byte[keepBytes];
        }
    }

    /// <summary>Takes back everything after <paramref name="length"/>.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Starts a packet; what is written until <see cref="EndPacket"/> is its body.</summary>
    public int BeginPacket()
    {
        var start = Length;
        Reserve(MostHeaderBytes);
        return start;
    }

    /// <summary>Writes the header in front of the body.</summary>
    /// <returns>The packet's size in bytes, header included.</returns>
    public int EndPacket(int start, PacketType type, int flags)
    {
        var body = Length - start - MostHeaderBytes;
        var lengthBytes = VariableIntegerBytes(body);
        bytes[start] = (byte)(((int)type << 4) | flags);
        Close(start + 1, start + MostHeaderBytes, body, lengthBytes);
        return Length - start;
    }

    /// <summary>Starts the properties of a packet.</summary>
    public int BeginProperties()
    {
        var start = Length;
        Reserve(MostHeaderBytes - 1);
        return start;
    }

    /// <summary>Writes the length of the properties in front of them.</summary>
    public void EndProperties(int start)
    {
        var body = Length - start - (MostHeaderBytes - 1);
        Close(start, start + MostHeaderBytes - 1, body, VariableIntegerBytes(body));
    }

    public void Byte(int value) => Reserve(1)[0] = (byte)value;

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), (ushort)value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void VariableInteger(int value)
    {
        var bytes = VariableIntegerBytes(value);
        WriteVariableInteger(Reserve(bytes), value);
    }

    /// <summary>A string that has been found fit to be sent.</summary>
    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        UInt16(bytes);
        Encoding.UTF8.GetBytes(text, Reserve(bytes));
    }

    public void Binary(ReadOnlySpan<byte> data)
    {
        UInt16(data.Length);
        Raw(data);
    }

    public void Raw(ReadOnlySpan<byte> data) => data.CopyTo(Reserve(data.Length));

    private static int VariableIntegerBytes(int value) => value switch { < 128 => 1, < 16_384 => 2, < 2_097_152 => 3, _ => 4 };

    private static void WriteVariableInteger(Span<byte> target, int value)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (byte)((value & 0x7F) | (i < target.Length - 1 ? 0x80 : 0));
            value >>= 7;
        }
    }

    /// <summary>Writes the length at <paramref name="at"/> and draws the body up to it.</summary>
    private void Close(int at, int bodyAt, int body, int lengthBytes)
    {
        WriteVariableInteger(bytes.AsSpan(at, lengthBytes), body);
        bytes.AsSpan(bodyAt, body).CopyTo(bytes.AsSpan(at + lengthBytes));
        Length = at + lengthBytes + body;
    }

    private Span<byte> Reserve(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }

        Length += count;
        return bytes.AsSpan(Length - count, count);
    }
}
