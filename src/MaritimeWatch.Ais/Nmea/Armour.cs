using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>Armoured characters into bits: value = ASCII - 48, less 8 above 40; legal are <c>0</c> to <c>W</c> and <c>`</c> to <c>w</c> (IEC 61162-1).</summary>
internal static class Armour
{
    /// <summary>Characters in one block: 192 bits, three words.</summary>
    public const int BlockCharacters = 32;

    /// <summary>Words that one block becomes.</summary>
    public const int BlockWords = 3;

    /// <summary>Room that <see cref="TryUnpack"/> wants beyond the last block: it stores four words for three.</summary>
    public const int SpareWords = 1;

    private const byte Zero = (byte)'0';

    // Shifts a register of sixteen characters down by 16 - n, n taken from where the loading starts; what comes in is 0.
    private static ReadOnlySpan<byte> ShiftOf =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    // The characters '0' that take the place of those zeros.
    private static ReadOnlySpan<byte> PaddingOf =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero, Zero,
    ];

    /// <summary>Words needed for so many characters, <see cref="SpareWords"/> not counted.</summary>
    public static int WordsFor(int characters) => (characters + BlockCharacters - 1) / BlockCharacters * BlockWords;

    /// <summary>Unpacks characters to 64-bit words, the first bit the uppermost of the first word; what the last block lacks is 0.</summary>
    /// <param name="characters">Armoured characters.</param>
    /// <param name="words">Room for <see cref="WordsFor"/> words and <see cref="SpareWords"/>.</param>
    /// <returns>False for an illegal character; the words are then of no use.</returns>
    public static bool TryUnpack(ReadOnlySpan<byte> characters, Span<ulong> words)
    {
        var bad = Vector256<byte>.Zero;
        var at = 0;
        var into = 0;
        for (; at + BlockCharacters <= characters.Length; at += BlockCharacters, into += BlockWords)
        {
            bad |= Unpack(Vector256.Create(characters[at..]), words[into..]);
        }

        if (at < characters.Length)
        {
            bad |= Unpack(LoadPadded(characters, at), words[into..]);
        }

        return bad == Vector256<byte>.Zero;
    }

    /// <summary>The same, a character at a time: what the registers are tested against.</summary>
    public static bool TryUnpackByCharacter(ReadOnlySpan<byte> characters, Span<ulong> words)
    {
        words[..WordsFor(characters.Length)].Clear();
        var bit = 0;
        foreach (var character in characters)
        {
            var value = character - 48;
            if (value is < 0 or (>= 40 and < 48) or > 71)
            {
                return false;
            }

            value -= value > 40 ? 8 : 0;
            var shift = 58 - (bit & 63);
            words[bit >> 6] |= shift >= 0 ? (ulong)value << shift : (ulong)value >> -shift;
            if (shift < 0)
            {
                words[(bit >> 6) + 1] = (ulong)value << (64 + shift);
            }

            bit += 6;
        }

        return true;
    }

    /// <summary>The fewer than 32 characters from <paramref name="at"/> to the end, and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LoadPadded(ReadOnlySpan<byte> characters, int at)
    {
        if (characters.Length < 16)
        {
            return LoadFew(characters);
        }

        // The last sixteen characters are all there: loaded from the end, shifted to their place.
        var rest = characters.Length - at;
        var last = Vector128.Create(characters[^16..]);
        var missing = (16 - rest) & 15;
        var shifted = Vector128.ShuffleNative(last, Vector128.Create(ShiftOf[missing..])) | Vector128.Create(PaddingOf[missing..]);
        return rest <= 16
            ? Vector256.Create(shifted, Vector128.Create(Zero))
            : Vector256.Create(Vector128.Create(characters[at..]), shifted);
    }

    private static Vector256<byte> LoadFew(ReadOnlySpan<byte> characters)
    {
        ulong low = 0;
        ulong high = 0;
        if (characters.Length >= 8)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(characters);
            high = characters.Length == 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(characters[^8..]) >> ((16 - characters.Length) * 8);
        }
        else
        {
            for (var i = 0; i < characters.Length; i++)
            {
                low |= (ulong)characters[i] << (i * 8);
            }
        }

        var few = Vector128.Create(low, high).AsByte() | Vector128.Create(PaddingOf[(16 - characters.Length)..]);
        return Vector256.Create(few, Vector128.Create(Zero));
    }

    /// <summary>Stores the 192 bits of one block.</summary>
    /// <returns>Not zero where a character is illegal.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Unpack(Vector256<byte> characters, Span<ulong> words)
    {
        var value = characters - Vector256.Create(Zero);
        var signed = value.AsSByte();
        var bad = Vector256.LessThan(signed, Vector256<sbyte>.Zero)
            | Vector256.GreaterThan(signed, Vector256.Create((sbyte)71))
            | Vector256.Equals(value & Vector256.Create((byte)0xF8), Vector256.Create((byte)40)).AsSByte();
        value -= Vector256.GreaterThan(signed, Vector256.Create((sbyte)40)).AsByte() & Vector256.Create((byte)8);

        // 6 and 6 bits are 12, 12 and 12 are 24; in a little-endian register the earlier one is the lower.
        var pairs = value.AsUInt16();
        pairs = ((pairs << 6) & Vector256.Create((ushort)0x0FC0)) | (pairs >>> 8);
        var fours = pairs.AsUInt32();
        fours = ((fours << 12) & Vector256.Create(0x00FF_F000u)) | (fours >>> 16);

        // Four times 24 bits are three times 32, in each half of the register; then six times 32 are three words.
        var dense = Vector256.Shuffle(fours.AsByte(), Vector256.Create(
            (byte)6, 0, 1, 2, 9, 10, 4, 5, 12, 13, 14, 8, 0x0F, 0x0F, 0x0F, 0x0F,
            22, 16, 17, 18, 25, 26, 20, 21, 28, 29, 30, 24, 0x1F, 0x1F, 0x1F, 0x1F));
        var packed = Vector256.Shuffle(dense.AsUInt32(), Vector256.Create(1u, 0, 4, 2, 6, 5, 3, 7)).AsUInt64();
        packed.CopyTo(words);
        return bad.AsByte();
    }
}
