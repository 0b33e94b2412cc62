namespace MaritimeWatch.Ais.Nmea;

/// <summary>Where the armoured characters of one message become its bits.</summary>
public sealed class PayloadBuffer
{
    /// <summary>More bits than five slots of the radio hold (message 26: 1,064) or any message of nine sentences needs.</summary>
    public const int MaxBits = 4_096;

    private static readonly int MostWords = Armour.WordsFor(MaxBits / 6) + Armour.SpareWords;

    private readonly ulong[] words = new ulong[MostWords];
    private readonly ulong[] part = new ulong[MostWords];
    private int count;

    /// <summary>The bits so far.</summary>
    public PayloadBits Bits => new(words.AsSpan(0, (count + 63) >> 6), count);

    /// <summary>Makes it empty again.</summary>
    public void Clear() => count = 0;

    /// <summary>Makes it hold the payload of one sentence.</summary>
    /// <param name="armour">Armoured characters.</param>
    /// <param name="fillBits">Bits of the last character to ignore, 0 to 5.</param>
    /// <returns>False for an illegal character or too many bits; the buffer is then of no use until cleared.</returns>
    public bool TryFill(ReadOnlySpan<byte> armour, int fillBits)
    {
        count = armour.Length * 6;
        if (count > MaxBits || !Armour.TryUnpack(armour, words))
        {
            return false;
        }

        if (fillBits > 0)
        {
            Shorten(fillBits);
        }

        return true;
    }

    /// <summary>Appends the payload of one sentence.</summary>
    /// <param name="armour">Armoured characters.</param>
    /// <param name="fillBits">Bits of the last character to ignore, 0 to 5.</param>
    /// <returns>False for an illegal character or too many bits; the buffer is then of no use until cleared.</returns>
    public bool TryAppend(ReadOnlySpan<byte> armour, int fillBits)
    {
        if (count == 0)
        {
            return TryFill(armour, fillBits);
        }

        if (count + (armour.Length * 6) > MaxBits || !Armour.TryUnpack(armour, part))
        {
            return false;
        }

        Put(part.AsSpan(0, ((armour.Length * 6) + 63) >> 6));
        count += armour.Length * 6;
        Shorten(fillBits);
        return true;
    }

    /// <summary>Writes words behind the bits that are there.</summary>
    private void Put(ReadOnlySpan<ulong> more)
    {
        var at = count >> 6;
        var shift = count & 63;
        if (shift == 0)
        {
            more.CopyTo(words.AsSpan(at));
            return;
        }

        foreach (var word in more)
        {
            words[at] |= word >> shift;
            words[++at] = word << (64 - shift);
        }
    }

    /// <summary>Takes the fill bits off the end.</summary>
    private void Shorten(int bits)
    {
        count -= Math.Min(bits, count);
        if ((count & 63) != 0)
        {
            words[count >> 6] &= ~(ulong.MaxValue >> (count & 63));
        }
    }
}
