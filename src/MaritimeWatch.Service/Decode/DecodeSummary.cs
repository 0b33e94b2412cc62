using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Decode;

/// <summary>The line that ends a run on standard error.</summary>
internal static class DecodeSummary
{
    public static string Of(string file, MessageReader reader, TimeSpan elapsed, bool isInterrupted)
    {
        var dropped = reader.Dropped;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"maritimewatch: {file}: {(isInterrupted ? "interrupted after " : "")}{reader.Lines:N0} lines, {reader.Messages:N0} messages decoded");
        List(text, ", passed over ", dropped.FindAll(entry => !entry.IsRejection));
        List(text, ", rejected ", dropped.FindAll(entry => entry.IsRejection));
        return text.Append(CultureInfo.InvariantCulture, $" ({elapsed.TotalSeconds:N1} s)").ToString();
    }

    private static void List(StringBuilder text, string start, List<DroppedCount> dropped)
    {
        foreach (var entry in dropped)
        {
            text.Append(CultureInfo.InvariantCulture, $"{start}{entry.Count:N0} {entry.Reason.InWords()}");
            start = ", ";
        }
    }
}
