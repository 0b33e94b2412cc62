using System.Buffers.Binary;
using MaritimeWatch.Ais.Gpsd;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Service.Decode;

/// <summary>Messages that were read in order and may be formatted at any time: their bits, one behind the other, and for a message 24 part B the name of its part A.</summary>
internal sealed class MessageBatch
{
    private const int HeaderBytes = 4;

    /// <summary>Zeros behind the bits of each message, so that its last fields are read a word at a time like the others.</summary>
    private const int SlackBytes = 8;

    private byte[] store = new byte[1 << 15];
    private int used;

    /// <summary>Keeps a message.</summary>
    public void Add(PayloadBits bits, ReadOnlySpan<byte> partAName)
    {
        var packed = bits.Packed;
        var end = used + HeaderBytes + partAName.Length + packed.Length + SlackBytes;
        if (end > store.Length)
        {
            Array.Resize(ref store, Math.Max(end, store.Length * 2));
        }

        var target = store.AsSpan(used);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)bits.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], (ushort)partAName.Length);
        partAName.CopyTo(target[HeaderBytes..]);
        target = target[(HeaderBytes + partAName.Length)..];
        packed.CopyTo(target);
        BinaryPrimitives.WriteUInt64LittleEndian(target[packed.Length..], 0);
        used = end;
    }

    /// <summary>Forgets the messages.</summary>
    public void Clear() => used = 0;

    /// <summary>Appends the line of each message, in order.</summary>
    public void AppendTo(GpsdJson json)
    {
        ReadOnlySpan<byte> rest = store.AsSpan(0, used);
        while (!rest.IsEmpty)
        {
            var count = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var name = rest.Slice(HeaderBytes, BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]));
            rest = rest[(HeaderBytes + name.Length)..];
            var length = ((count + 7) / 8) + SlackBytes;
            json.Append(new PayloadBits(rest[..length], count), name);
            rest = rest[length..];
        }
    }
}
