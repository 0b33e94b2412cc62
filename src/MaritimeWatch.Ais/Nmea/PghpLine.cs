using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>
/// The line <c>$PGHP,1,year,month,day,hour,minute,second,millisecond,country,region,station,online,checksum*hh</c> before a sentence
/// of a shore network (Gatehouse's format, used by the Danish and Australian authorities): when, where and by whom the sentence was received.
/// </summary>
/// <remarks>A view: valid as long as the line it was read from.</remarks>
public readonly ref struct PghpLine
{
    private const int TimeFields = 7;

    private readonly ReadOnlySpan<byte> rest;

    private PghpLine(Instant time, ReadOnlySpan<byte> rest)
    {
        Time = time;
        this.rest = rest;
    }

    /// <summary>When the sentence was received, to the millisecond.</summary>
    public Instant Time { get; }

    /// <summary>The Maritime Identification Digits of the country whose network received it, 201 to 775, or null.</summary>
    public int? CountryDigits => Field(0) is { IsEmpty: false } text && TagBlock.Number(text) is >= 201 and <= 775 and var digits ? (int)digits : null;

    /// <summary>The region within the country, or null.</summary>
    public long? Region => TagBlock.Number(Field(1));

    /// <summary>The base station, nearly always its MMSI (<c>2190067</c>), sometimes a name (<c>1AIS_S</c>); empty when not told.</summary>
    public ReadOnlySpan<byte> Station => Field(2);

    /// <summary>Whether the sentence came as it was received and not from a store, or null when not told.</summary>
    public bool? IsOnline => Field(3) is [var digit] ? digit == '1' : null;

    /// <summary>The checksum of the sentence this line belongs to, or null: it tells whether the two are still side by side.</summary>
    public int? SentenceChecksum => Field(4) is { Length: 2 } digits && Checksum.Said(digits) is <= 255 and var sum ? sum : null;

    /// <summary>Reads a line; false for any other line, a wrong checksum or a time that is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out PghpLine read)
    {
        read = default;
        if (!line.StartsWith("$PGHP,"u8))
        {
            return false;
        }

        var star = line[^3] == '*' ? line.Length - 3 : line.IndexOf((byte)'*');
        if (star < 0 || !Checksum.Matches(line[1..star], line[(star + 1)..]))
        {
            return false;
        }

        Span<int> parts = stackalloc int[TimeFields];
        var fields = line[..star];
        var at = "$PGHP,".Length;
        if (!TryNumber(fields, ref at, out _))
        {
            return false;
        }

        foreach (ref var part in parts)
        {
            if (!TryNumber(fields, ref at, out part))
            {
                return false;
            }
        }

        if (parts[0] is < 1970 or > 9998 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1])
            || parts[3] > 23 || parts[4] > 59 || parts[5] > 59 || parts[6] > 999)
        {
            return false;
        }

        read = new PghpLine(Instant.FromUtc(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]), line[at..star]);
        return true;
    }

    /// <summary>Reads a whole number of at most five digits and the comma behind it.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, ref int at, out int number)
    {
        number = 0;
        var start = at;
        while (at < text.Length)
        {
            var digit = (uint)(text[at++] - '0');
            if (digit > 9 || number > 9_999)
            {
                return text[at - 1] == ',' && at - 1 > start;
            }

            number = (number * 10) + (int)digit;
        }

        return false;
    }

    /// <summary>A field behind the time, from 0; empty where the line is shorter.</summary>
    private ReadOnlySpan<byte> Field(int index)
    {
        var text = rest;
        for (; index > 0; index--)
        {
            var comma = text.IndexOf((byte)',');
            if (comma < 0)
            {
                return default;
            }

            text = text[(comma + 1)..];
        }

        var end = text.IndexOf((byte)',');
        return end < 0 ? text : text[..end];
    }
}
