using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The parts of a TAG block that matter here (NMEA 0183 4.10, IEC 62320-1): <c>c</c> time, <c>s</c> source, <c>g</c> or <c>1G2:</c> group.</summary>
internal readonly ref struct TagBlock
{
    /// <summary>A count above this is milliseconds: as seconds it would be the year 5138.</summary>
    private const long FirstMillisecondCount = 100_000_000_000;

    /// <summary>The year 9000 in milliseconds; a time beyond it is none.</summary>
    private const long LastMillisecondCount = 221_845_392_000_000;

    private TagBlock(Instant? time, ulong source, long group)
    {
        Time = time;
        Source = source;
        Group = group;
    }

    public Instant? Time { get; }

    public ulong Source { get; }

    public long Group { get; }

    /// <summary>Nothing said.</summary>
    public static TagBlock None => new(null, 0, Sentence.NoGroup);

    /// <summary>Reads what stands between the backslashes; a block whose checksum fails says nothing.</summary>
    public static TagBlock Read(ReadOnlySpan<byte> text)
    {
        var star = text.LastIndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(text[..star], text[(star + 1)..]))
        {
            return None;
        }

        Instant? time = null;
        ulong source = 0;
        var group = Sentence.NoGroup;
        foreach (var range in text[..star].Split((byte)','))
        {
            var field = text[range];
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
                        source = ByteHash.Of(value, 1);
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

    private static long? Number(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > 17)
        {
            return null;
        }

        long value = 0;
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
