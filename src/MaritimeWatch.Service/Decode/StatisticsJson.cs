using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Decode;

/// <summary>The statistics as one JSON object, for scripts.</summary>
internal static class StatisticsJson
{
    public static byte[] Of(string file, MessageReader reader, TrafficStatistics traffic)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteNumber("lines", reader.Lines);
            json.WriteNumber("sentences", traffic.Sentences);
            json.WriteNumber("ownShipSentences", traffic.OwnShipSentences);
            json.WriteNumber("messages", traffic.Messages);
            json.WriteNumber("messagesOfSeveralSentences", traffic.LongMessages);
            json.WriteNumber("senders", traffic.Stations);
            json.WriteBoolean("hasMoreSenders", traffic.HasMoreStations);
            Time(json, "first", traffic.First);
            Time(json, "last", traffic.Last);
            if (traffic.SentencesPerSecond is { } rate)
            {
                json.WriteNumber("sentencesPerSecond", Math.Round(rate, 3));
            }

            Counts(json, "messagesByType", traffic.MessagesByType.Select(entry => ($"{entry.Type}", entry.Count)));
            Counts(json, "sentencesByTalker", traffic.Talkers.MostFrequentFirst);
            Counts(json, "sentencesByChannel", traffic.SentencesByChannel);
            Counts(json, "sentencesByReceiver", traffic.Receivers.MostFrequentFirst);
            Counts(json, "sendersByKind", traffic.StationsByKind.Select(entry => (JsonNamingPolicy.CamelCase.ConvertName(entry.Kind.ToString()), (long)entry.Count)));
            Applications(json, traffic);
            Counts(json, "rejectedByReason", Dropped(reader).Where(entry => entry.Reason.IsRejection()).Select(entry => (entry.Reason.InWords(), entry.Count)));
            Counts(json, "passedOverByReason", Dropped(reader).Where(entry => !entry.Reason.IsRejection()).Select(entry => (entry.Reason.InWords(), entry.Count)));
            json.WriteEndObject();
        }

        memory.WriteByte((byte)'\n');
        return memory.ToArray();
    }

    /// <summary>What was dropped, by reason, in the order of the stages.</summary>
    public static IEnumerable<(DropReason Reason, long Count)> Dropped(MessageReader reader) =>
        Enum.GetValues<DropReason>().Select(reason => (reason, reader.DroppedFor(reason))).Where(entry => entry.Item2 > 0);

    private static void Applications(Utf8JsonWriter json, TrafficStatistics traffic)
    {
        json.WriteStartArray("binaryApplications");
        foreach (var (application, count) in traffic.Applications)
        {
            json.WriteStartObject();
            json.WriteNumber("type", application.MessageType);
            json.WriteNumber("dac", application.DesignatedAreaCode);
            json.WriteNumber("fid", application.FunctionIdentifier);
            json.WriteBoolean("structured", application.IsStructured);
            json.WriteNumber("messages", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter json, string name, Instant? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known.ToString());
        }
    }

    private static void Counts(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }
}
