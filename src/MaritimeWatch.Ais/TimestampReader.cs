using System.Buffers.Binary;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais;

/// <summary>Timestamps as text, UTC: Danish <c>dd/MM/yyyy HH:mm:ss</c>, ISO 8601, UNIX seconds or milliseconds. Remembers the last date.</summary>
internal sealed class TimestampReader
{
    private const int SecondsPerDay = 86_400;

    /// <summary>A count above this is milliseconds: as seconds it would be the year 5138.</summary>
    private const long FirstMillisecondCount = 100_000_000_000;

    private ulong dateStart;
    private ushort dateEnd;
    private long dateSeconds;

    /// <summary>Reads the moment, to the whole second below it.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out Instant time)
    {
        time = default;
        if (text.Length < 19)
        {
            return TryReadUnix(text, out time);
        }

        var isDanish = text[2] == '/';
        if (!isDanish && text[4] != '-')
        {
            return false;
        }

        if ((BinaryPrimitives.ReadUInt64LittleEndian(text) != dateStart || BinaryPrimitives.ReadUInt16LittleEndian(text[8..]) != dateEnd)
            && !TryReadDate(text[..10], isDanish))
        {
            return false;
        }

        // HH:mm:ss in one register, the first character the lowest byte: digits become 0 to 9, colons 0.
        var clock = BinaryPrimitives.ReadUInt64LittleEndian(text[11..]) ^ 0x3030_3A30_303A_3030;
        if ((((clock + 0x7676_7F76_767F_7676) | clock) & 0x8080_8080_8080_8080) != 0 || text[10] is not ((byte)' ' or (byte)'T'))
        {
            return false;
        }

        var hour = TwoDigits(clock);
        var minute = TwoDigits(clock >> 24);
        var second = TwoDigits(clock >> 48);

        // 60 is a leap second; it becomes the second after it.
        if (hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        var offsetSeconds = 0;
        if (text.Length > 19 && (isDanish || !TryReadTail(text[19..], out offsetSeconds)))
        {
            return false;
        }

        time = Instant.FromUnixSeconds(dateSeconds + (hour * 3600) + (minute * 60) + second - offsetSeconds);
        return true;
    }

    private static int TwoDigits(ulong digits) => (int)(((digits & 15) * 10) + ((digits >> 8) & 15));

    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? int.MaxValue : (int)((tens * 10) + ones);
    }

    private static bool TryReadUnix(ReadOnlySpan<byte> text, out Instant time)
    {
        time = default;
        var dot = text.IndexOf((byte)'.');
        var whole = dot < 0 ? text : text[..dot];
        if (whole.Length is < 8 or > 14)
        {
            return false;
        }

        long count = 0;
        foreach (var character in whole)
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            count = (count * 10) + digit;
        }

        time = new Instant(count >= FirstMillisecondCount ? count : count * 1000).WholeSecond;
        return dot < 0 || text[(dot + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>Fraction and zone of ISO 8601: <c>.218</c>, <c>Z</c>, <c>+01:00</c>, <c> UTC</c>, <c> GMT</c>; without a zone it is UTC.</summary>
    private static bool TryReadTail(ReadOnlySpan<byte> tail, out int offsetSeconds)
    {
        offsetSeconds = 0;
        if (tail[0] is (byte)'.' or (byte)',')
        {
            var end = tail[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (end == 0 || tail.Length == 1)
            {
                return false;
            }

            tail = end < 0 ? [] : tail[(1 + end)..];
        }

        if (tail.IsEmpty || tail.SequenceEqual("Z"u8) || tail.SequenceEqual(" UTC"u8) || tail.SequenceEqual(" GMT"u8))
        {
            return true;
        }

        if (tail.Length != 6 || tail[3] != ':' || tail[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var hours = TwoDigits(tail, 1);
        var minutes = TwoDigits(tail, 4);
        if (hours > 14 || minutes > 59)
        {
            return false;
        }

        offsetSeconds = ((hours * 3600) + (minutes * 60)) * (tail[0] == '-' ? -1 : 1);
        return true;
    }

    private bool TryReadDate(ReadOnlySpan<byte> text, bool isDanish)
    {
        var separator = isDanish ? (byte)'/' : (byte)'-';
        if (text[isDanish ? 2 : 4] != separator || text[isDanish ? 5 : 7] != separator)
        {
            return false;
        }

        var day = TwoDigits(text, isDanish ? 0 : 8);
        var month = TwoDigits(text, isDanish ? 3 : 5);
        var century = TwoDigits(text, isDanish ? 6 : 0);
        var yearInCentury = TwoDigits(text, isDanish ? 8 : 2);
        if (century > 99 || yearInCentury > 99)
        {
            return false;
        }

        var year = (century * 100) + yearInCentury;
        if (year is < 1970 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        dateSeconds = (long)new DateOnly(year, month, day).DayNumber * SecondsPerDay - ((long)new DateOnly(1970, 1, 1).DayNumber * SecondsPerDay);
        dateStart = BinaryPrimitives.ReadUInt64LittleEndian(text);
        dateEnd = BinaryPrimitives.ReadUInt16LittleEndian(text[8..]);
        return true;
    }
}
