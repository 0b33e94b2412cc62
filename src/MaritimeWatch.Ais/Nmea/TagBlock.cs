using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The parts of a TAG block that every sentence needs (NMEA 0183 4.10, IEC 62320-1): <c>c</c> time, <c>s</c> source, <c>g</c> or <c>1G2:</c> group.</summary>
/// <remarks>All others are read by <see cref="TagBlockFields"/> where somebody asks.</remarks>
internal ref struct TagBlock
{
    /// <summary>A count above this is milliseconds: as seconds it would be the year 5138.</summary>
    private const long FirstMillisecondCount = 100_000_000_000;

    /// <summary>The year 9000 in milliseconds; a time beyond it is none.</summary>
    private const long LastMillisecondCount = 221_845_392_000_000;

    // UNIX milliseconds, 0 when not told.
    private long time;

    public TagBlock() => Group = Sentence.NoGroup;

    public readonly Instant? Time => time == 0 ? null : new Instant(time);

    public ReadOnlySpan<byte> Source { get; private set; }

    public long Group { get; private set; }

    /// <summary>Reads the block at the front of a line, over what blocks before it said; one whose checksum fails says nothing.</summary>
    /// <param name="line">Begins with a backslash.</param>
    /// <returns>How long it is with both its backslashes; 0 when it has no end.</returns>
    public int Read(ReadOnlySpan<byte> line)
    {
        if (line.Length < Vector512<byte>.Count)
        {
            return ReadAnywhere(line);
        }

        // The ends of the block and of its fields, a bit each: nearly every block fits the first register.
        var first = Vector512.Create(line);
        var marks = (Vector512.Equals(first, Vector512.Create((byte)'\\')) | Vector512.Equals(first, Vector512.Create((byte)'!'))).ExtractMostSignificantBits() & ~1UL;
        var end = BitOperations.TrailingZeroCount(marks);
        if (end is < 4 or > 63 || line[end] != '\\' || line[end - 3] != '*')
        {
            return ReadAnywhere(line);
        }

        var star = end - 3;
        if (Checksum.Of(line[1..star]) != Checksum.Said(line[(star + 1)..]))
        {
            return end + 1;
        }

        var commas = Vector512.Equals(first, Vector512.Create((byte)',')).ExtractMostSignificantBits() & ((1UL << star) - 1);
        for (var start = 1; start < star; commas &= commas - 1)
        {
            var next = commas == 0 ? star : BitOperations.TrailingZeroCount(commas);
            ReadField(line[start..next]);
            start = next + 1;
        }

        return end + 1;
    }

    /// <summary>The same without registers: for short lines, long blocks, and checksums that do not stand at the end.</summary>
    public int ReadAnywhere(ReadOnlySpan<byte> line)
    {
        // An exclamation mark cannot stand in a block: the end of this one was lost.
        var end = line[1..].IndexOfAny((byte)'\\', (byte)'!') + 1;
        if (end == 0 || line[end] == '!')
        {
            return 0;
        }

        var text = line[1..end];
        var star = text.LastIndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(text[..star], text[(star + 1)..]))
        {
            return end + 1;
        }

        text = text[..star];
        while (!text.IsEmpty)
        {
            var comma = text.IndexOf((byte)',');
            ReadField(comma < 0 ? text : text[..comma]);
            text = comma < 0 ? default : text[(comma + 1)..];
        }

        return end + 1;
    }

    /// <summary>UNIX seconds or milliseconds, told apart by their size.</summary>
    public static Instant? UnixTime(ReadOnlySpan<byte> digits) => UnixMilliseconds(digits) is var time and not 0 ? new Instant(time) : null;

    /// <summary>A whole number of at most 17 digits, or null.</summary>
    public static long? Number(ReadOnlySpan<byte> digits) => Digits(digits) is var value and >= 0 ? value : null;

    private static long UnixMilliseconds(ReadOnlySpan<byte> digits)
    {
        var count = Digits(digits);
        return count is <= 0 or > LastMillisecondCount ? 0 : count >= FirstMillisecondCount ? count : count * 1_000;
    }

    /// <summary>A whole number of at most 17 digits, or -1.</summary>
    private static long Digits(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > 17)
        {
            return -1;
        }

        long value = 0;
        if (digits.Length >= 8)
        {
            // Eight digits in one register, the first the lowest byte.
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(digits) ^ 0x3030_3030_3030_3030;
            if ((((eight + 0x7676_7676_7676_7676) | eight) & 0x8080_8080_8080_8080) != 0)
            {
                return -1;
            }

            eight = (eight * 10) + (eight >> 8);
            value = (long)((((eight & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((eight >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32);
            digits = digits[8..];
        }

        foreach (var character in digits)
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
            {
                return -1;
            }

            value = (value * 10) + digit;
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadField(ReadOnlySpan<byte> field)
    {
        if (field.Length < 3)
        {
            return;
        }

        switch (BinaryPrimitives.ReadUInt16LittleEndian(field))
        {
            case 'c' | (':' << 8):
                time = UnixMilliseconds(field[2..]) is var said and not 0 ? said : time;
                break;
            case 's' | (':' << 8):
                Source = field[2..];
                break;
            default:
                ReadGroup(field);
                break;
        }
    }

    private void ReadGroup(ReadOnlySpan<byte> field)
    {
        var before = field[1] == ':' && field[0] == 'g' ? field.LastIndexOf((byte)'-') : -1;

        // The older form: 1G2:0125 is sentence 1 of 2 of group 125.
        before = before < 0 && field.Length > 4 && field[1] == 'G' && field[3] == ':' ? 3 : before;
        Group = before < 0 ? Group : Number(field[(before + 1)..]) ?? Group;
    }
}
