using System.Buffers.Binary;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Where armoured characters become bits: value = ASCII - 48, less 8 above 40; <c>0</c> to <c>W</c> and <c>`</c> to <c>w</c> (IEC 61162-1).</summary>
public sealed class PayloadBuffer
{
    /// <summary>More bits than five slots of the radio hold (message 26: 1,064) or any message of nine sentences needs.</summary>
    public const int MaxBits = 4_096;

    private const byte Illegal = 0xFF;

    private readonly byte[] bytes = new byte[(MaxBits / 8) + 8];
    private int count;

    private static ReadOnlySpan<byte> ValueOf =>
    [
        Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal,
        Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal,
        Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal,
        40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55,
        56, 57, 58, 59, 60, 61, 62, 63, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal, Illegal,
    ];

    /// <summary>The bits so far.</summary>
    public PayloadBits Bits => new(bytes, count);

    /// <summary>Makes it empty again.</summary>
    public void Clear()
    {
        bytes.AsSpan(0, (count + 7) / 8).Clear();
        count = 0;
    }

    /// <summary>Appends the payload of one sentence.</summary>
    /// <param name="armour">Armoured characters.</param>
    /// <param name="fillBits">Bits of the last character to ignore, 0 to 5.</param>
    /// <returns>False for an illegal character or too many bits; the buffer is then of no use until cleared.</returns>
    public bool TryAppend(ReadOnlySpan<byte> armour, int fillBits)
    {
        if (armour.IsEmpty)
        {
            return true;
        }

        if (count + (armour.Length * 6) > MaxBits)
        {
            return false;
        }

        // Ten characters, 60 bits, at a time.
        while (armour.Length >= 10)
        {
            if (!TryRead(armour[..10], out var word))
            {
                return false;
            }

            Put(word << 4, 60);
            armour = armour[10..];
        }

        if (!TryRead(armour, out var rest))
        {
            return false;
        }

        if (!armour.IsEmpty)
        {
            Put(rest << (64 - (armour.Length * 6)), armour.Length * 6);
        }

        Shorten(fillBits);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> armour, out ulong word)
    {
        word = 0;
        var values = ValueOf;
        var illegal = 0;
        foreach (var character in armour)
        {
            var value = character < values.Length ? values[character] : Illegal;
            illegal |= value;
            word = (word << 6) | (uint)(value & 63);
        }

        return illegal < 64;
    }

    /// <summary>Appends the uppermost bits of a word; the rest of the word must be 0.</summary>
    private void Put(ulong word, int bits)
    {
        var at = count >> 3;
        var shift = count & 7;
        var target = bytes.AsSpan(at);
        var current = (ulong)target[0] << 56;
        BinaryPrimitives.WriteUInt64BigEndian(target, current | (word >> shift));
        if (shift + bits > 64)
        {
            target[8] = (byte)(word << (8 - shift));
        }

        count += bits;
    }

    /// <summary>Takes the fill bits off the end.</summary>
    private void Shorten(int bits)
    {
        bits = Math.Min(bits, count);
        for (var i = 0; i < bits; i++)
        {
            count--;
            bytes[count >> 3] &= (byte)~(0x80 >> (count & 7));
        }
    }
}
