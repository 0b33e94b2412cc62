using System.Runtime.CompilerServices;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The bits of one message, most significant first (ITU-R M.1371-5). Bits that were not sent read as 0; nothing is read past the end.</summary>
/// <remarks>A view: valid until the buffer it was made from is filled again.</remarks>
public readonly ref struct PayloadBits
{
    private readonly ReadOnlySpan<ulong> words;

    /// <summary>A view of packed bits.</summary>
    /// <param name="words">The bits, 64 a word, the first one uppermost; bits beyond <paramref name="count"/> must be 0.</param>
    /// <param name="count">How many of them were sent.</param>
    public PayloadBits(ReadOnlySpan<ulong> words, int count)
    {
        this.words = words;
        Count = count;
    }

    /// <summary>How many bits were sent, fill bits excluded.</summary>
    public int Count { get; }

    /// <summary>The bits, 64 a word, the last word filled up with 0: for who keeps them beyond the life of this view.</summary>
    public ReadOnlySpan<ulong> Words => words[..((Count + 63) / 64)];

    /// <summary>Message type: bits 0 to 5 of every message.</summary>
    public int MessageType => (int)Unsigned(0, 6);

    /// <summary>Repeat indicator, 0 to 3.</summary>
    public int RepeatIndicator => (int)Unsigned(6, 2);

    /// <summary>Sender; 30 bits, so more than nine digits are possible in a damaged message.</summary>
    public uint Mmsi => Unsigned(8, 30);

    /// <summary>An unsigned number.</summary>
    /// <param name="start">First bit, from 0.</param>
    /// <param name="length">1 to 32 bits.</param>
    // Inlined, start and length are constants nearly everywhere: what is left is a load and two shifts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Unsigned(int start, int length)
    {
        var word = Word(start >> 6) << (start & 63);
        if ((start & 63) + length > 64)
        {
            word |= Word((start >> 6) + 1) >> (64 - (start & 63));
        }

        return (uint)(word >> (64 - length));
    }

    /// <summary>A number in two's complement.</summary>
    /// <param name="start">First bit, from 0.</param>
    /// <param name="length">1 to 32 bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Signed(int start, int length) => (int)(Unsigned(start, length) << (32 - length)) >> (32 - length);

    /// <summary>One bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Flag(int start) => Unsigned(start, 1) == 1;

    /// <summary>Six-bit text as ASCII: cut at the first <c>@</c>, trailing spaces off.</summary>
    /// <param name="start">First bit, from 0.</param>
    /// <param name="length">Bits, a multiple of six.</param>
    /// <param name="ascii">Room for <paramref name="length"/> / 6 characters.</param>
    /// <returns>How many characters were written.</returns>
    public int Text(int start, int length, Span<byte> ascii) =>
        ((ReadOnlySpan<byte>)ascii[..TextWithSpaces(start, length, ascii)]).TrimEnd((byte)' ').Length;

    /// <summary>Six-bit text as ASCII: cut at the first <c>@</c>, its trailing spaces kept.</summary>
    internal int TextWithSpaces(int start, int length, Span<byte> ascii)
    {
        var characters = Math.Clamp(Math.Min(length, Count - start) / 6, 0, ascii.Length);
        ulong ten = 0;
        for (var i = 0; i < characters; i++)
        {
            ten = i % 10 == 0 ? SixtyFour(start + (i * 6)) : ten << 6;
            var code = (int)(ten >> 58);
            if (code == 0)
            {
                return i;
            }

            ascii[i] = (byte)(code < 32 ? code + 64 : code);
        }

        return characters;
    }

    /// <summary>A hash of some of the bits, for interning.</summary>
    internal ulong Hash(int start, int length, ulong seed)
    {
        var hash = seed;
        for (; length > 64; start += 64, length -= 64)
        {
            hash = ByteHash.Mix(SixtyFour(start), hash);
        }

        return ByteHash.Mix(SixtyFour(start) >> (64 - length), hash);
    }

    private ulong SixtyFour(int start) =>
        (start & 63) == 0 ? Word(start >> 6) : (Word(start >> 6) << (start & 63)) | (Word((start >> 6) + 1) >> (64 - (start & 63)));

    private ulong Word(int index) => (uint)index < (uint)words.Length ? words[index] : 0;
}
