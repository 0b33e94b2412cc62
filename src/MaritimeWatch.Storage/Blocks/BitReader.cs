using System.Buffers.Binary;
using System.Numerics;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Reads what <see cref="BitWriter"/> wrote. Reading behind the end is an <see cref="InvalidDataException"/>, whatever the bytes are.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;
    private ulong held;
    private int heldBits;

    /// <summary>Whole bytes read so far, the one begun counted in.</summary>
    public readonly int Bytes => next - (heldBits / 8);

    /// <summary>The next bits as a number.</summary>
    /// <param name="width">0 to 64.</param>
    public ulong Read(int width)
    {
        if (width > 32)
        {
            var high = Read(width - 32);
            return (high << 32) | Read(32);
        }

        if (heldBits < width)
        {
            Fill(width);
        }

        if (width == 0)
        {
            return 0;
        }

        var value = held >> (64 - width);
        held <<= width;
        heldBits -= width;
        return value;
    }

    /// <summary>How many ones come next, up to a limit; the zero behind them is read too, where there are fewer.</summary>
    /// <param name="limit">1 to 32.</param>
    public int ReadOnes(int limit)
    {
        if (heldBits < limit + 1)
        {
            Fill(0);
        }

        var ones = Math.Min(BitOperations.LeadingZeroCount(~held), limit);
        var used = ones < limit ? ones + 1 : ones;
        if (used > heldBits)
        {
            throw Ended();
        }

        held <<= used;
        heldBits -= used;
        return ones;
    }

    /// <summary>A number from 1 on in Elias's gamma code.</summary>
    public ulong ReadGamma()
    {
        var width = 0;
        while (Read(1) == 0)
        {
            width = width < 63 ? width + 1 : throw new InvalidDataException("a number in the block is too long");
        }

        return (1UL << width) | Read(width);
    }

    private static InvalidDataException Ended() => new("the block ends too early");

    private void Fill(int wanted)
    {
        if (next + 8 <= bytes.Length)
        {
            // As many whole bytes as there is room for.
            var taken = (63 - heldBits) / 8;
            var word = BinaryPrimitives.ReadUInt64BigEndian(bytes[next..]) & ~(ulong.MaxValue >> (taken * 8));
            held |= word >> heldBits;
            heldBits += taken * 8;
            next += taken;
        }
        else
        {
            while (heldBits <= 56 && next < bytes.Length)
            {
                held |= (ulong)bytes[next++] << (56 - heldBits);
                heldBits += 8;
            }
        }

        if (heldBits < wanted)
        {
            throw Ended();
        }
    }
}
