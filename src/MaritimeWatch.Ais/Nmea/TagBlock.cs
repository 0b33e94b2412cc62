using System.Buffers.Binary;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The parts of a TAG block that every sentence needs (NMEA 0183 4.10, IEC 62320-1): <c>c</c> time, <c>s</c> source, <c>g</c> or <c>1G2:</c> group.</summary>
internal readonly ref struct TagBlock
{
    /// <summary>A count above this is milliseconds: as seconds it would be the year 5138.</summary>
    private const long FirstMillisecondCount = 100_000_000_000;

    /// <summary>The year 9000 in milliseconds; a time beyond it is none.</summary>
    private const long LastMillisecondCount = 221_845_392_000_000;

    private TagBlock(Instant? time, ReadOnlySpan<byte> source, long group)
    {
        Time = time;
        Source = source;
        Group = group;
    }

    public Instant? Time { get; }

    public ReadOnlySpan<byte> Source { get; }

    public long Group { get; }

    /// <summary>Reads what stands between the backslashes; a block whose checksum fails says nothing.</summary>
    public static TagBlock Read(ReadOnlySpan<byte> text)
    {
        var star = text.Length > 2 && text[^3] == '*' ? text.Length - 3 : text.LastIndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(text[..star], text[(star + 1)..]))
        {
            return new TagBlock(null, default, Sentence.NoGroup);
        }

        Instant? time = null;
        ReadOnlySpan<byte> source = default;
        var group = Sentence.NoGroup;
        var rest = text[..star];
        while (!rest.IsEmpty)
        {
            var comma = rest.IndexOf((byte)',');
            var field = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            if (field.Length < 3)
            {
                continue;
            }

            if (field[1] == ':')
            {
                var value = field[2..];
                switch (field[0])
                {
                    case (byte)'c':
                        time = UnixTime(value) ?? time;
                        break;
                    case (byte)'s':
                        source = value;
                        break;
                    case (byte)'g' when value.LastIndexOf((byte)'-') is var dash and > 0:
                        group = Number(value[(dash + 1)..]) ?? group;
                        break;
                }
            }
            else if (field.Length > 4 && field[1] == 'G' && field[3] == ':')
            {
                // The older form: 1G2:0125 is sentence 1 of 2 of group 125.
                group = Number(field[4..]) ?? group;
            }
        }

        return new TagBlock(time, source, group);
    }

    /// <summary>UNIX seconds or milliseconds, told apart by their size.</summary>
    public static Instant? UnixTime(ReadOnlySpan<byte> digits)
    {
        if (Number(digits) is not { } count || count is 0 or > LastMillisecondCount)
        {
            return null;
        }

        return count >= FirstMillisecondCount ? new Instant(count) : Instant.FromUnixSeconds(count);
    }

    /// <summary>A whole number of at most 17 digits, or null.</summary>
    public static long? Number(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > 17)
        {
            return null;
        }

        long value = 0;
        if (digits.Length >= 8)
        {
            // Eight digits in one register, the first the lowest byte.
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(digits) ^ 0x3030_3030_3030_3030;
            if ((((eight + 0x7676_7676_7676_7676) | eight) & 0x8080_8080_8080_8080) != 0)
            {
                return null;
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
                return null;
            }

            value = (value * 10) + digit;
        }

        return value;
    }
}
