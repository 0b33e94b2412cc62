using System.Buffers.Binary;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The bits of one message, most significant first (ITU-R M.1371-5). Bits that were not sent read as 0; nothing is read past the end.</summary>
/// <remarks>A view: valid until the buffer it was made from is filled again.</remarks>
public readonly ref struct PayloadBits
{
    private readonly ReadOnlySpan<byte> bytes;

    /// <summary>A view of packed bits.</summary>
    /// <param name="bytes">The bits, eight a byte; bits beyond <paramref name="count"/> must be 0.</param>
    /// <param name="count">How many of them were sent.</param>
    public PayloadBits(ReadOnlySpan<byte> bytes, int count)
    {
        this.bytes = bytes;
        Count = count;
    }

    /// <summary>How many bits were sent, fill bits excluded.</summary>
    public int Count { get; }

    /// <summary>The bits, eight a byte, the last byte filled up with 0: for who keeps them beyond the life of this view.</summary>
    public ReadOnlySpan<byte> Packed => bytes[..((Count + 7) / 8)];

    /// <summary>Message type: bits 0 to 5 of every message.</summary>
    public int MessageType => (int)Unsigned(0, 6);

    /// <summary>Repeat indicator, 0 to 3.</summary>
    public int RepeatIndicator => (int)Unsigned(6, 2);

    /// <summary>Sender; 30 bits, so more than nine digits are possible in a damaged message.</summary>
    public uint Mmsi => Unsigned(8, 30);

    /// <summary>An unsigned number.</summary>
    /// <param name="start">First bit, from 0.</param>
    /// <param name="length">1 to 32 bits.</param>
    public uint Unsigned(int start, int length)
    {
        var first = start >> 3;
        var word = first + 8 <= bytes.Length
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes[first..])
            : LastWord(first);
        return (uint)((word << (start & 7)) >> (64 - length));
    }

    /// <summary>A number in two's complement.</summary>
    /// <param name="start">First bit, from 0.</param>
    /// <param name="length">1 to 32 bits.</param>
    public int Signed(int start, int length) => (int)(Unsigned(start, length) << (32 - length)) >> (32 - length);

    /// <summary>One bit.</summary>
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
        var written = 0;
        for (var at = start; at + 6 <= start + length && at + 6 <= Count; at += 6)
        {
            var code = Unsigned(at, 6);
            if (code == 0)
            {
                break;
            }

            ascii[written++] = (byte)(code < 32 ? code + 64 : code);
        }

        return written;
    }

    /// <summary>A hash of some of the bits, for interning.</summary>
    internal ulong Hash(int start, int length, ulong seed)
    {
        Span<byte> words = stackalloc byte[(length + 31) / 32 * 4];
        for (var at = 0; at < length; at += 32)
        {
            var size = Math.Min(32, length - at);
            BinaryPrimitives.WriteUInt32LittleEndian(words[(at / 8)..], Unsigned(start + at, size));
        }

        return ByteHash.Of(words, seed);
    }

    private ulong LastWord(int first)
    {
        ulong word = 0;
        for (var i = 0; i < 8; i++)
        {
            word = (word << 8) | (first + i < bytes.Length ? bytes[first + i] : 0u);
        }

        return word;
    }
}
