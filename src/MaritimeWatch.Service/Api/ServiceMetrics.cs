using System.Globalization;
using System.Text;
using System.Text.Json;
using MaritimeWatch.Detection;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Api;

/// <summary>The health page: what came in, what was dropped where and why, what went out, in the text form of Prometheus (0.0.4).</summary>
/// <remarks>No label ever carries an MMSI or any other text that a sender chose.</remarks>
internal sealed class ServiceMetrics(
    SourceGateway gateway, ReportIntake intake, Analyser analyser, SqliteStore store, AlertDelivery delivery, AlertFeed feed,
    RequestCounters requests, RawJournal? journal = null, Outbound.Outputs? outputs = null)
{
    public string Render()
    {
        var text = new StringBuilder();
        var sources = gateway.Sources.ToList();
        var stages = sources.Select(source => (source.Name, Stages: source.Counters.Stages())).ToList();
        stages.Add(("analyser", analyser.Counters));

        Family(text, "maritimewatch_ingest_received_bytes_total", "counter", "Bytes received.");
        Each(text, "maritimewatch_ingest_received_bytes_total", sources.Select(source => (Label("source", source.Name), source.Counters.Bytes)));
        Family(text, "maritimewatch_ingest_connections", "gauge", "Senders being read.");
        Each(text, "maritimewatch_ingest_connections", sources.Select(source => (Label("source", source.Name), (long)source.Counters.Open)));
        Family(text, "maritimewatch_stage_in_total", "counter", "What came into each stage of the straight line.");
        Each(text, "maritimewatch_stage_in_total", stages.SelectMany(source => source.Stages.Select(stage => (Labels(source.Name, stage.Stage), stage.In))));
        Family(text, "maritimewatch_stage_dropped_total", "counter", "What each stage dropped, by reason.");
        Each(text, "maritimewatch_stage_dropped_total", stages.SelectMany(source => source.Stages.SelectMany(stage => Drops(source.Name, stage)))
            .Append((Labels("intake", "Receive") + "," + Label("reason", DropReason.BufferFull.InWords()), intake.Shed)));
        SourceMetrics.Write(text, sources);
        Single(text, "maritimewatch_intake_reports_total", "counter", "Reports handed to the analyser's queue.", intake.Accepted);
        Single(text, "maritimewatch_intake_waiting_reports", "gauge", "Reports waiting for the analyser.", intake.Waiting);
        Single(text, "maritimewatch_vessels", "gauge", "Vessels the analyser knows.", analyser.Vessels);
        Single(text, "maritimewatch_event_time_seconds", "gauge", "Event time up to which traffic has been analysed, Unix seconds.", feed.EventTime?.UnixSeconds ?? 0);

        // Of tracks, wherever they are; then of the embedded store, which seals and thins out tracks only where it holds them.
        var elsewhere = (store.Tracks as Storage.Influx.InfluxTrackStore)?.Counters;
        var tracks = elsewhere ?? store.Counters;
        Single(text, "maritimewatch_store_positions_total", "counter", "Positions stored.", tracks.Stored);
        Single(text, "maritimewatch_store_duplicates_total", "counter", "Positions that were stored already.", tracks.Duplicate);
        Single(text, "maritimewatch_store_shed_total", "counter", "Reports not stored because the store's queue was full.", tracks.Shed);
        Single(text, "maritimewatch_store_commits_total", "counter", "Commits of the embedded store; with tracks in an InfluxDB, of alerts and the audit log alone.", store.Counters.Commits);
        Single(text, "maritimewatch_store_failed_commits_total", "counter", "Commits of the embedded store that failed and are tried again.", store.Counters.FailedCommits);
        Single(text, "maritimewatch_store_commit_seconds_total", "counter", "Time spent in commits of the embedded store, syncing included.", store.Counters.CommitTime.TotalSeconds);
        if (elsewhere is null)
        {
            Single(text, "maritimewatch_store_sealed_positions_total", "counter", "Positions that were moved from rows to blocks.", store.Counters.MovedToBlocks);
            Single(text, "maritimewatch_store_given_up_positions_total", "counter", "Positions given up for their age, or for room, as the settings of retention say.", store.Counters.RetentionRemoved);
            Single(text, "maritimewatch_store_failed_sealings_total", "counter", "Times that positions could not be moved to blocks or given up, and stayed where they were.", store.Counters.FailedSealings);
        }

        Single(text, "maritimewatch_store_queued", "gauge", "Writes that wait for the embedded store.", store.Queued);
        Family(text, "maritimewatch_store_state", "gauge", "What keeps the embedded store from writing: 1 for the state it is in, none where it writes.");
        Each(text, "maritimewatch_store_state", Enum.GetValues<StoreFault>().Select(fault => (Label("state", Word(fault)), store.Fault == fault ? 1L : 0L)));
        Single(text, "maritimewatch_store_writable", "gauge", "Whether the embedded store can be written.", store.Fault == StoreFault.None ? 1 : 0);

        if (journal is not null)
        {
            Single(text, "maritimewatch_journal_lines_total", "counter", "Received lines kept in the journal.", journal.Counters.Lines);
            Single(text, "maritimewatch_journal_received_bytes_total", "counter", "Bytes of the lines kept, before compression.", journal.Counters.ReceivedBytes);
            Single(text, "maritimewatch_journal_written_bytes_total", "counter", "Bytes of the journal on the disk.", journal.Counters.WrittenBytes);
            Single(text, "maritimewatch_journal_shed_total", "counter", "Received lines that are not in the journal.", journal.Counters.Shed);
            Single(text, "maritimewatch_journal_writable", "gauge", "Whether the journal can be written.", journal.IsWritable ? 1 : 0);
        }

        Family(text, "maritimewatch_alert_events_total", "counter", "Alert events published.");
        Each(text, "maritimewatch_alert_events_total", delivery.Counters.All().Select(count => (
            $"{Label("kind", Word(count.Kind))},{Label("severity", Word(count.Severity))},{Label("state", Word(count.State))}", count.Count)));
        Single(text, "maritimewatch_situations_held_back_total", "counter", "Situations that were explained and not published.", analyser.HeldBackTotal);
        Single(text, "maritimewatch_alerts_open", "gauge", "Alerts open now.", analyser.OpenAlerts);
        Single(text, "maritimewatch_alert_waiting_events", "gauge", "Alert events that wait for the disk.", delivery.Waiting);
        Family(text, "maritimewatch_alert_latency_seconds", "histogram", "Time from the analyser's decision to the event on the feed, the disk included.");
        Histogram(text, "maritimewatch_alert_latency_seconds", "", delivery.Latency);
        Single(text, "maritimewatch_alert_sequence", "gauge", "Sequence of the newest alert event.", feed.HighWater);
        Single(text, "maritimewatch_subscribers", "gauge", "Subscribers of the alert feed.", feed.Subscribers);
        Family(text, "maritimewatch_subscriber_cut_total", "counter", "Subscribers cut, by reason.");
        Each(text, "maritimewatch_subscriber_cut_total", [(Label("reason", "slow"), feed.Cut)]);
        OutboundMetrics.Render(text, outputs);
        InfluxMetrics.Render(text, store.Tracks);
        Desk(text);
        Requests(text, "http", "method", "route", ofGrpc: false);
        Requests(text, "grpc", "service", "method", ofGrpc: true);
        return text.ToString();
    }

    private void Desk(StringBuilder text)
    {
        Family(text, "maritimewatch_alert_transitions_total", "counter", "What people and the system did about alerts, by action.");
        Each(text, "maritimewatch_alert_transitions_total", feed.Transitions.All().Select(count => (Label("action", Word(count.Action)), count.Count)));
        try
        {
            var counts = store.Desk.CountByState();
            Family(text, "maritimewatch_alerts", "gauge", "Alerts in the log by where they stand with the people who watch.");
            Each(text, "maritimewatch_alerts", Enum.GetValues<OperatorState>().Skip(1).Select(state => (Label("operator_state", Word(state)), counts.GetValueOrDefault(state))));
        }
        catch (StoreException)
        {
            // Not known at present; the state of the store says why.
        }
    }

    private void Requests(StringBuilder text, string protocol, string outer, string inner, bool ofGrpc)
    {
        var (total, duration) = ($"maritimewatch_{protocol}_requests_total", $"maritimewatch_{protocol}_request_duration_seconds");
        Family(text, total, "counter", "Requests that have ended, by status.");
        Each(text, total, requests.Requests(ofGrpc).Select(request => ($"{Label(outer, request.Method)},{Label(inner, request.Route)},{Label("code", request.Code)}", request.Count)));
        Family(text, duration, "histogram", "Time from a request to the end of its answer, streams aside.");
        foreach (var (method, route, times) in requests.Durations(ofGrpc))
        {
            var labels = $"{Label(outer, method)},{Label(inner, route)}";
            Histogram(text, duration, labels, times);
        }
    }

    private static void Histogram(StringBuilder text, string name, string labels, DurationHistogram times)
    {
        var (upTo, count, seconds) = times.Read();
        var before = labels.Length > 0 ? labels + "," : "";
        Each(text, name + "_bucket", times.Bounds.Select((bound, number) => ($"{before}{Label("le", bound.ToString(CultureInfo.InvariantCulture))}", upTo[number])).Append(($"{before}{Label("le", "+Inf")}", count)));
        text.Append(name).Append("_sum{").Append(labels).Append("} ").Append(seconds.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        Each(text, name + "_count", [(labels, count)]);
    }

    private static IEnumerable<(string Labels, long Value)> Drops(string source, StageCounter stage) => Enum.GetValues<DropReason>()
        .Where(reason => stage.DroppedFor(reason) > 0)
        .Select(reason => ($"{Labels(source, stage.Stage)},{Label("reason", reason.InWords())}", stage.DroppedFor(reason)));

    private static string Labels(string source, string stage) => $"{Label("source", source)},{Label("stage", stage)}";

    internal static string Label(string name, string value) => $"{name}=\"{value}\"";

    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    internal static void Family(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    internal static void Each(StringBuilder text, string name, IEnumerable<(string Labels, long Value)> samples)
    {
        foreach (var (labels, value) in samples)
        {
            text.Append(name).Append('{').Append(labels).Append("} ").Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    internal static void Single(StringBuilder text, string name, string type, string help, double value)
    {
        Family(text, name, type, help);
        text.Append(name).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
