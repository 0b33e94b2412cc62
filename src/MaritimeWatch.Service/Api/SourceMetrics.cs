using System.Globalization;
using System.Text;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;

namespace MaritimeWatch.Service.Api;

/// <summary>The sources' part of the metrics.</summary>
internal static class SourceMetrics
{
    private static readonly SourceState[] States = Enum.GetValues<SourceState>();

    /// <summary>Writes every family, with the samples of all sources.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<SourceRuntime> sources)
    {
        Write(text, "maritimewatch_source_state", "gauge", "1 for the state a source is in.", sources.SelectMany(source => States.Select(state => (
            $"{Of(source)},{ServiceMetrics.Label("state", SourceWords.Of(state))}", source.Health.State == state ? 1L : 0L))));
        var sums = sources.Select(source => (Source: source, Sums: source.Balance.Sums(source.Counters.Stages()))).ToList();
        Write(text, "maritimewatch_ingest_messages_total", "counter", "Messages received whose fate is known, by what they were and what became of them.", sums.SelectMany(source => Results(source.Source, source.Sums)));
        Write(text, "maritimewatch_ingest_received_messages_total", "counter", "Messages received.", sums.Select(source => (Of(source.Source), source.Sums.Total.Received)));
        Write(text, "maritimewatch_ingest_in_flight_messages", "gauge", "Messages received whose fate is not known yet.", sums.Select(source => (Of(source.Source), source.Sums.Total.InFlight)));
        Write(text, "maritimewatch_source_reconnects_total", "counter", "Attempts to connect after the first.", sources.Select(source => (Of(source), source.Reconnects)));
        Write(text, "maritimewatch_source_turned_away_total", "counter", "Connections and datagrams of senders who may not send.", sources.Select(source => (Of(source), source.Counters.TurnedAway)));
        Write(text, "maritimewatch_source_vessels", "gauge", "Vessels heard in the last ten minutes.", sources.Select(source => (Of(source), (long)source.Figures.Vessels)));
        Write(text, "maritimewatch_source_last_message_timestamp_seconds", "gauge", "When the last valid message came, Unix seconds.",
            sources.Where(source => source.Health.LastValid is not null).Select(source => (Of(source), source.Health.LastValid!.Value.UnixSeconds)));
        ServiceMetrics.Family(text, "maritimewatch_ingest_lag_seconds", "gauge", "From event time to receipt, median of the last receptions.");
        foreach (var source in sources)
        {
            if (source.Figures.Lag is { } lag)
            {
                text.Append("maritimewatch_ingest_lag_seconds{").Append(Of(source)).Append("} ").Append(lag.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
        }
    }

    private static IEnumerable<(string Labels, long Value)> Results(SourceRuntime source, BalanceSums sums)
    {
        foreach (var (type, fates) in new[] { ("position", sums.Positions), ("static", sums.Statics), ("other", new Fates(sums.Unread, 0, 0, sums.Unread, 0)) })
        {
            foreach (var (result, count) in new[] { ("stored", fates.Stored), ("duplicate", fates.Duplicate), ("rejected", fates.Rejected), ("shed", fates.Shed) })
            {
                if (type != "other" || result == "rejected")
                {
                    yield return ($"{Of(source)},{ServiceMetrics.Label("type", type)},{ServiceMetrics.Label("result", result)}", count);
                }
            }
        }
    }

    private static string Of(SourceRuntime source) => ServiceMetrics.Label("source", source.Name);

    private static void Write(StringBuilder text, string name, string type, string help, IEnumerable<(string Labels, long Value)> samples)
    {
        ServiceMetrics.Family(text, name, type, help);
        ServiceMetrics.Each(text, name, samples);
    }
}
