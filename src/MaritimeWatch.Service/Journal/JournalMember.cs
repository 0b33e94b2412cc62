using System.Globalization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Journal;

/// <summary>One gzip member of a journal file: what an extract reads or passes over.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Lines">Lines in it, the journal's own among them not counted.</param>
/// <param name="FirstReceived">When its first line was received, or null where it holds notes alone.</param>
/// <param name="LastReceived">When its last line was received.</param>
/// <param name="FirstEvent">The earliest event time of its reports, or null where it has none.</param>
/// <param name="LastEvent">The latest.</param>
internal sealed record JournalMember(long Offset, long Length, long Lines, Instant? FirstReceived, Instant? LastReceived, Instant? FirstEvent, Instant? LastEvent)
{
    /// <summary>A line of the index, without its end: numbers, times in Unix milliseconds.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Offset},{Length},{Lines},{FirstReceived?.UnixMilliseconds},{LastReceived?.UnixMilliseconds},{FirstEvent?.UnixMilliseconds},{LastEvent?.UnixMilliseconds}");

    /// <summary>Reads a line of the index; null where it was cut.</summary>
    public static JournalMember? Read(string line)
    {
        var fields = line.Split(',');
        return fields.Length == 7 && Number(fields[0]) is { } offset && Number(fields[1]) is { } length && Number(fields[2]) is { } lines
            ? new JournalMember(offset, length, lines, Time(fields[3]), Time(fields[4]), Time(fields[5]), Time(fields[6]))
            : null;

        static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        static Instant? Time(string text) => Number(text) is { } milliseconds ? new Instant(milliseconds) : null;
    }

    /// <summary>Whether it may hold something of the period, by event time where it is known and by receipt otherwise.</summary>
    /// <remarks>A minute to either side: the parts of a message come apart, and not every line tells its time.</remarks>
    public bool MayHold(Instant from, Instant to)
    {
        var (first, last) = FirstEvent is null ? (FirstReceived, LastReceived) : (FirstEvent, LastEvent);
        return first is not { } begin || last is not { } end || (begin - TimeSpan.FromMinutes(1) <= to && end + TimeSpan.FromMinutes(1) >= from);
    }
}
