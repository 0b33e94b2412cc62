using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Json;

/// <summary>Event times as the dialects write them, UTC unless they say otherwise; the whole second below.</summary>
internal sealed class JsonTime
{
    private readonly TimestampReader timestamps = new();

    /// <summary>
    /// UNIX seconds or milliseconds (told apart by their size), with or without a fraction; ISO 8601; <c>2026-07-12 12:00:00 GMT</c>;
    /// Go's <c>2026-07-12 12:00:00.000000000 +0000 UTC</c>.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> text, out Instant time)
    {
        if (timestamps.TryRead(text, out time))
        {
            return true;
        }

        if (text.Length < 19 || !timestamps.TryRead(text[..19], out time))
        {
            return false;
        }

        var tail = text[19..];
        if (tail.Length > 1 && tail[0] == '.')
        {
            var end = tail[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            tail = end < 0 ? [] : tail[(end + 1)..];
        }

        if (tail.SequenceEqual(" GMT"u8))
        {
            return true;
        }

        if (tail.Length < 6 || tail[0] != ' ' || tail[1] is not ((byte)'+' or (byte)'-') || (tail.Length > 6 && tail[6] != ' '))
        {
            return false;
        }

        // What follows the offset is the zone's name and, of a moment read off a running clock, its monotonic reading.
        if (!Csv.DecimalText.TryReadWhole(tail[2..6], out var offset) || offset / 100 > 14 || offset % 100 > 59)
        {
            return false;
        }

        var seconds = ((offset / 100) * 3600L) + ((offset % 100) * 60);
        time = Instant.FromUnixSeconds(time.UnixSeconds + (tail[1] == '-' ? seconds : -seconds));
        return true;
    }

    /// <summary>AIS-catcher's <c>YYYYMMDDHHMMSS</c>.</summary>
    public static bool TryReadCompact(ReadOnlySpan<byte> text, out Instant time)
    {
        time = default;
        if (text.Length != 14 || !Csv.DecimalText.TryReadWhole(text[..8], out var date) || !Csv.DecimalText.TryReadWhole(text[8..], out var clock))
        {
            return false;
        }

        var (year, month, day) = ((int)date / 10_000, (int)date / 100 % 100, (int)date % 100);
        var (hour, minute, second) = ((int)clock / 10_000, (int)clock / 100 % 100, (int)clock % 100);
        if (year is < 1970 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        time = Instant.FromUnixSeconds(Instant.FromUtc(year, month, day).UnixSeconds + (hour * 3600) + (minute * 60) + second);
        return true;
    }
}
