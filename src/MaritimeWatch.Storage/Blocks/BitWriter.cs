using System.Buffers.Binary;
using System.Numerics;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Writes numbers of any width one behind the other, the most significant bit first.</summary>
internal sealed class BitWriter
{
    private byte[] bytes = new byte[1_024];
    private int count;
    private ulong waiting;
    private int waitingBits;

    /// <summary>Whole bytes so far, the last one filled up with zeros.</summary>
    public int Bytes => count + ((waitingBits + 7) / 8);

    /// <summary>Writes the low <paramref name="width"/> bits of a value.</summary>
    /// <param name="value">Nothing may stand above those bits.</param>
    /// <param name="width">0 to 64.</param>
    public void Write(ulong value, int width)
    {
        if (waitingBits + width < 64)
        {
            waiting = (waiting << width) | value;
            waitingBits += width;
            return;
        }

        // What completes eight bytes goes out; the rest waits.
        var rest = waitingBits + width - 64;
        var first = width - rest;
        var full = (first == 64 ? 0 : waiting << first) | (rest == 64 ? 0 : value >> rest);
        if (count + 16 > bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(count), full);
        count += 8;
        (waiting, waitingBits) = (rest == 0 ? 0 : value & (ulong.MaxValue >> (64 - rest)), rest);
    }

    /// <summary>Writes a number from 1 on in Elias's gamma code: twice as many bits as it has, less one.</summary>
    public void WriteGamma(ulong value)
    {
        var width = BitOperations.Log2(value);
        Write(0, width);
        Write(value, width + 1);
    }

    /// <summary>What was written, for the one who keeps it.</summary>
    public byte[] ToArray()
    {
        var all = new byte[Bytes];
        bytes.AsSpan(0, count).CopyTo(all);
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(tail, waitingBits == 0 ? 0 : waiting << (64 - waitingBits));
        tail[..(all.Length - count)].CopyTo(all.AsSpan(count));
        return all;
    }
}
