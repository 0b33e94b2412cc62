using System.Globalization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Decode;

/// <summary>The line that ends a run on standard error.</summary>
internal static class DecodeSummary
{
    public static string Of(string file, MessageReader reader, TimeSpan elapsed, bool isInterrupted)
    {
        var dropped = StatisticsJson.Dropped(reader).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {file}: {(isInterrupted ? "interrupted after " : "")}{reader.Lines:N0} lines, {reader.Messages:N0} messages decoded")
            + List(", passed over ", dropped.Where(entry => !entry.Reason.IsRejection()))
            + List(", rejected ", dropped.Where(entry => entry.Reason.IsRejection()))
            + string.Create(CultureInfo.InvariantCulture, $" ({elapsed.TotalSeconds:N1} s)");
    }

    private static string List(string start, IEnumerable<(DropReason Reason, long Count)> reasons)
    {
        var parts = string.Join(", ", reasons.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Count:N0} {entry.Reason.InWords()}")));
        return parts.Length == 0 ? "" : start + parts;
    }
}
