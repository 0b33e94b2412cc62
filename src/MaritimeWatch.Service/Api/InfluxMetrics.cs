using System.Text;
using MaritimeWatch.Influx;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Service.Api;

/// <summary>Tracks in InfluxDB, as far as it is configured.</summary>
internal static class InfluxMetrics
{
    public static void Render(StringBuilder text, ITrackStore tracks)
    {
        if (tracks is not InfluxTrackStore { Sender: { } sender } store)
        {
            return;
        }

        var counters = sender.Counters;
        ServiceMetrics.Single(text, "maritimewatch_influx_up", "gauge", "Whether the InfluxDB takes points.", sender.IsAway ? 0 : 1);
        ServiceMetrics.Single(text, "maritimewatch_influx_points_total", "counter", "Points that the InfluxDB has stored.", counters.Written);
        ServiceMetrics.Single(text, "maritimewatch_influx_dropped_points_total", "counter", "Points that the InfluxDB would not store: over one of its limits, or beyond a retention policy.", counters.Dropped);
        ServiceMetrics.Single(text, "maritimewatch_influx_partial_writes_total", "counter", "Requests of which the InfluxDB stored a part.", counters.PartialWrites);
        ServiceMetrics.Single(text, "maritimewatch_influx_refused_requests_total", "counter", "Requests that the InfluxDB refused altogether.", counters.Refused);
        ServiceMetrics.Single(text, "maritimewatch_influx_requests_total", "counter", "Write requests that were answered.", counters.Requests);
        ServiceMetrics.Single(text, "maritimewatch_influx_request_seconds_total", "counter", "Time spent in write requests.", counters.RequestTime.TotalSeconds);
        ServiceMetrics.Single(text, "maritimewatch_influx_line_protocol_bytes_total", "counter", "Line protocol sent, before compression.", counters.Bytes);
        ServiceMetrics.Single(text, "maritimewatch_influx_batches_total", "counter", "Batches of reports that are durable, at the InfluxDB or in the spill.", store.Counters.Commits);
        ServiceMetrics.Single(text, "maritimewatch_influx_failed_batches_total", "counter", "Times that a batch of reports could be brought neither to the InfluxDB nor to the spill, and was kept to be tried again.", store.Counters.FailedCommits);
        ServiceMetrics.Single(text, "maritimewatch_influx_batch_seconds_total", "counter", "Time that batches of reports took to be durable, those before them and what failed included.", store.Counters.CommitTime.TotalSeconds);
        ServiceMetrics.Single(text, "maritimewatch_influx_retries_total", "counter", "Requests sent again after a failure.", counters.Retries);
        ServiceMetrics.Family(text, "maritimewatch_influx_failures_total", "counter", "Write requests that failed, by reason.");
        ServiceMetrics.Each(text, "maritimewatch_influx_failures_total", Enum.GetValues<InfluxFault>().Select(fault => (ServiceMetrics.Label("reason", ServiceMetrics.Word(fault)), counters.Failed(fault))));
        ServiceMetrics.Single(text, "maritimewatch_influx_refused_times_total", "counter", "Reports not stored because the InfluxDB cannot hold their time: before 1677 or after 2262.", store.ReportsRefusedForTime);
        ServiceMetrics.Single(text, "maritimewatch_influx_queued_reports", "gauge", "Reports that wait for the InfluxDB or the spill.", store.Queued);
        ServiceMetrics.Single(text, "maritimewatch_influx_spill_points", "gauge", "Points that wait on the disk for the InfluxDB.", sender.WaitingPoints);
        ServiceMetrics.Single(text, "maritimewatch_influx_spill_bytes", "gauge", "Size of what waits on the disk for the InfluxDB.", sender.WaitingBytes);
        ServiceMetrics.Single(text, "maritimewatch_influx_spill_left_files", "gauge", "Files of points that the InfluxDB has and that cannot be deleted from the disk.", sender.LeftFiles);
        ServiceMetrics.Single(text, "maritimewatch_influx_spilled_points_total", "counter", "Points put on the disk because the InfluxDB was away.", counters.Spilled);
        ServiceMetrics.Single(text, "maritimewatch_influx_recovered_points_total", "counter", "Points from the disk that the InfluxDB has dealt with.", counters.Recovered);
        ServiceMetrics.Single(text, "maritimewatch_influx_spill_lost_points_total", "counter", "Points dropped from the disk, the oldest first, because its bound was reached.", counters.LostAtBound);
        ServiceMetrics.Single(text, "maritimewatch_influx_spill_damaged_bytes_total", "counter", "What could not be read of what waited on the disk.", counters.DamagedBytes);
    }
}
