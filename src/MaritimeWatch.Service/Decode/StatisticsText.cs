using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Decode;

/// <summary>The statistics as tables for a person.</summary>
internal static class StatisticsText
{
    private const int MostReceivers = 20;
    private const int MostApplications = 30;

    /// <summary>Columns with these headers are set to the right.</summary>
    private static readonly string[] NumberHeaders = ["type", "messages", "sentences", "share", "MMSIs", "count"];

    public static string Of(string file, MessageReader reader, TrafficStatistics traffic)
    {
        var text = new StringBuilder();
        Section(text, file, ["", ""], Overview(reader, traffic), isHeaded: false);
        Section(text, "", ["type", "messages", "share", ""], traffic.MessagesByType.Select(entry => (string[])[Number(entry.Type), Number(entry.Count), Share(entry.Count, traffic.Messages), MessageTypeNames.Of(entry.Type)]));
        Section(text, "", ["talker", "sentences", "share"], traffic.Talkers.MostFrequentFirst.Select(entry => (string[])[entry.Name, Number(entry.Count), Share(entry.Count, traffic.Sentences)]));
        Section(text, "", ["channel", "sentences", "share"], traffic.SentencesByChannel.Select(entry => (string[])[entry.Channel, Number(entry.Count), Share(entry.Count, traffic.Sentences)]));
        Section(text, "", ["received by", "sentences", "share"], Receivers(traffic));
        Section(text, "", ["sender", "MMSIs"], traffic.StationsByKind.Select(entry => (string[])[Words(entry.Kind.ToString()), Number(entry.Count)]));
        Section(text, "", ["binary", "messages", "area/function", ""], traffic.Applications.Take(MostApplications).Select(entry => (string[])
        [
            Number(entry.Application.MessageType), Number(entry.Count), $"{entry.Application.DesignatedAreaCode}/{entry.Application.FunctionIdentifier}", entry.Application.IsStructured ? "" : "raw bits",
        ]));
        Section(text, "", ["dropped", "count", ""], StatisticsJson.Dropped(reader).Select(entry => (string[])[entry.Reason.InWords(), Number(entry.Count), entry.Reason.IsRejection() ? "rejected" : "passed over"]));
        return text.ToString();
    }

    private static IEnumerable<string[]> Overview(MessageReader reader, TrafficStatistics traffic)
    {
        yield return ["lines", Number(reader.Lines)];
        yield return ["sentences", $"{Number(traffic.Sentences)}{(traffic.OwnShipSentences > 0 ? $", {Number(traffic.OwnShipSentences)} of the own ship" : "")}"];
        yield return ["messages", $"{Number(traffic.Messages)}, {Share(traffic.LongMessages, traffic.Messages)} of several sentences"];
        yield return ["senders", $"{(traffic.HasMoreStations ? "more than " : "")}{Number(traffic.Stations)}"];
        if (traffic.First is { } first && traffic.Last is { } last)
        {
            yield return ["time", $"{first} to {last}"];
        }

        if (traffic.SentencesPerSecond is { } rate)
        {
            yield return ["rate", string.Create(CultureInfo.InvariantCulture, $"{rate:N1} sentences/s")];
        }
    }

    private static IEnumerable<string[]> Receivers(TrafficStatistics traffic)
    {
        var all = traffic.Receivers.MostFrequentFirst.ToList();
        foreach (var (name, count) in all.Take(MostReceivers))
        {
            yield return [name, Number(count), Share(count, traffic.Sentences)];
        }

        var rest = all.Skip(MostReceivers).Sum(entry => entry.Count) + traffic.Receivers.Others;
        if (rest > 0)
        {
            yield return [$"{Number(all.Count - MostReceivers)}{(traffic.Receivers.Others > 0 ? " and more" : "")} others", Number(rest), Share(rest, traffic.Sentences)];
        }
    }

    /// <summary>Columns as wide as their widest cell; numbers to the right.</summary>
    private static void Section(StringBuilder text, string title, string[] header, IEnumerable<string[]> rows, bool isHeaded = true)
    {
        var body = rows.ToList();
        if (body.Count == 0)
        {
            return;
        }

        text.Append(title.Length > 0 ? title + "\n" : "\n");
        var lines = isHeaded ? [header, .. body] : body;
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, column) => NumberHeaders.Contains(header[column]) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append("  ").Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(whole, 1):N1} %");

    private static string Words(string name) =>
        string.Concat(name.Select((character, index) => !char.IsUpper(character) ? character.ToString() : index > 0 ? $" {char.ToLowerInvariant(character)}" : $"{char.ToLowerInvariant(character)}"));
}
