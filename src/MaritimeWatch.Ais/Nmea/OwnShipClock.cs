using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The clock of the ship that wrote the log: the UTC of her navigation receiver (NMEA 0183, sentences <c>RMC</c> and <c>ZDA</c>, any talker).</summary>
internal static class OwnShipClock
{
    /// <summary>RMC tells two digits of the year: below this of the present century, from it on of the last. GPS began in 1980.</summary>
    private const int FirstYearOfLastCentury = 80;

    /// <summary>The time that a sentence tells; null for any other sentence, a wrong checksum, a fix that is not valid, or a date that is missing.</summary>
    public static Instant? TimeOf(ReadOnlySpan<byte> line)
    {
        if (line.Length < 12 || line[0] != '$' || line[6] != ',')
        {
            return null;
        }

        var formatter = line[3..6];
        var isRmc = formatter.SequenceEqual("RMC"u8);
        if (!isRmc && !formatter.SequenceEqual("ZDA"u8))
        {
            return null;
        }

        var star = line.IndexOf((byte)'*');
        if (star < 7 || !Checksum.Matches(line[1..star], line[(star + 1)..]))
        {
            return null;
        }

        var fields = line[7..star];
        return isRmc ? Rmc(fields) : Zda(fields);
    }

    /// <summary><c>hhmmss.ss,status,latitude,N,longitude,E,speed,course,ddmmyy,…</c>; the status of a valid fix is <c>A</c>.</summary>
    private static Instant? Rmc(ReadOnlySpan<byte> fields)
    {
        var clock = Next(ref fields);
        var isValid = Next(ref fields).SequenceEqual("A"u8);
        for (var i = 0; i < 6; i++)
        {
            Next(ref fields);
        }

        var date = Next(ref fields);
        if (!isValid || date.Length != 6 || TagBlock.Number(date) is not { } ddmmyy)
        {
            return null;
        }

        var year = (int)(ddmmyy % 100);
        return Moment(clock, year + (year < FirstYearOfLastCentury ? 2000 : 1900), (int)(ddmmyy / 100 % 100), (int)(ddmmyy / 10_000));
    }

    /// <summary><c>hhmmss.ss,day,month,year,zone hours,zone minutes</c>; the zone is how local time differs, the rest is UTC.</summary>
    private static Instant? Zda(ReadOnlySpan<byte> fields)
    {
        var clock = Next(ref fields);
        var day = Next(ref fields);
        var month = Next(ref fields);
        var year = Next(ref fields);
        return year.Length == 4 && day.Length <= 2 && month.Length <= 2
            ? Moment(clock, (int)(TagBlock.Number(year) ?? 0), (int)(TagBlock.Number(month) ?? 0), (int)(TagBlock.Number(day) ?? 0))
            : null;
    }

    private static Instant? Moment(ReadOnlySpan<byte> clock, int year, int month, int day)
    {
        if (clock.Length < 6 || (clock.Length > 6 && clock[6] != '.') || TagBlock.Number(clock[..6]) is not { } hhmmss
            || year is < 1980 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var (hour, minute, second) = ((int)(hhmmss / 10_000), (int)(hhmmss / 100 % 100), (int)(hhmmss % 100));

        // 60 is a leap second; it becomes the second after it.
        return hour <= 23 && minute <= 59 && second <= 60 ? Instant.FromUtc(year, month, day, hour, minute) + TimeSpan.FromSeconds(second) : null;
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> fields)
    {
        var comma = fields.IndexOf((byte)',');
        var field = comma < 0 ? fields : fields[..comma];
        fields = comma < 0 ? default : fields[(comma + 1)..];
        return field;
    }
}
