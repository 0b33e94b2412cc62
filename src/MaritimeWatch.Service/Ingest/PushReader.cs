using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Json;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Ingest;

/// <summary>What one call pushes into reports: sentences and structured ones alike. Of one thread at a time.</summary>
internal sealed class PushReader
{
    private const int MostStatics = 16_384;

    private readonly StageCounter frame = new("Frame");
    private readonly StageCounter structured = new("Decode");
    private readonly LiveBounds bounds = new();
    private readonly NmeaReportReader nmea;
    private readonly JsonReportReader? records;
    private readonly SourceAdmission admission;
    private readonly SourceStations? stations;
    private readonly StageCounter assembled;
    private readonly Dictionary<StaticReport, StaticReport> statics = [];

    // Where parts of messages came that may still wait for their others, the oldest first: the caller's number, and the sentence.
    private readonly Queue<(long Index, long Sentence)> parts = new();
    private long abandoned;

    /// <param name="interning">Where unchanged static data becomes one instance.</param>
    /// <param name="eventTime">Which clock gives event time.</param>
    /// <param name="dialect">Whose JSON is pushed, where it is JSON.</param>
    /// <param name="source">Whose times are put right as those of any source; null for one alone.</param>
    public PushReader(StaticReportInterning interning, EventTimeSource eventTime, JsonDialect? dialect = null, SourceRuntime? source = null)
    {
        admission = source?.Admission ?? new SourceAdmission(eventTime, new SourceClock());
        stations = source?.Stations;
        nmea = new NmeaReportReader(interning, keepsStations: stations is not null);
        assembled = nmea.Counters.Single(stage => stage.Stage == "Assemble");
        records = dialect is { } known ? new JsonReportReader(known, interning) : null;
        Counters = [frame, .. nmea.Counters, .. records is null ? Array.Empty<StageCounter>() : [records.Counter], structured, bounds.Counter];
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<StageCounter> Counters { get; }

    /// <summary>Everything up to here has been read to its end: no part of a message waits there for its others.</summary>
    /// <param name="last">The number of the last report read.</param>
    public long ReadUpTo(long last)
    {
        if (parts.Count > 0 && nmea.Unfinished == 0)
        {
            parts.Clear();
        }

        while (parts.TryPeek(out var oldest) && assembled.In - oldest.Sentence > FragmentAssembler.MaxAgeSentences)
        {
            parts.Dequeue();
        }

        return parts.TryPeek(out var waiting) ? Math.Min(last, waiting.Index - 1) : last;
    }

    /// <summary>Parts of messages given up since the last call, beyond those that were dropped in their own right.</summary>
    public long TakeAbandoned()
    {
        var now = Abandoned();
        (var since, abandoned) = (now - abandoned, now);
        return since;
    }

    /// <summary>Says that nothing follows.</summary>
    public void Finish()
    {
        nmea.Finish();
        records?.Finish();
        parts.Clear();
    }

    /// <summary>Reads one report.</summary>
    /// <param name="pushed">As it was pushed.</param>
    /// <param name="index">The caller's number of it.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="reports">Gets what it holds: none, one, or several where a line has several sentences.</param>
    /// <param name="reason">Why it holds none; <see cref="DropReason.None"/> where it is a part of a message.</param>
    /// <param name="detail">What is wrong, where more than the reason is known.</param>
    public void Read(PushedReport pushed, long index, Instant receivedAt, List<HeardReport> reports, out DropReason reason, out string detail)
    {
        var fallback = admission.Fallback(receivedAt);
        detail = "";
        switch (pushed.ReportCase)
        {
            case PushedReport.ReportOneofCase.NmeaLine:
                reason = ReadLine(pushed.NmeaLine.Span, index, receivedAt, reports);
                return;
            case PushedReport.ReportOneofCase.Position:
                structured.Received();
                reason = PushedReportMapping.ToDomain(pushed.Position, fallback, out var position, out detail);
                Take(position, ref reason, receivedAt, reports);
                return;
            case PushedReport.ReportOneofCase.StaticData:
                structured.Received();
                reason = PushedReportMapping.ToDomain(pushed.StaticData, fallback, out var said, out detail);
                Take(said with { Static = Interned(said.Static) }, ref reason, receivedAt, reports);
                return;
            default:
                structured.Received();
                structured.Drop(reason = DropReason.Malformed);
                detail = "neither nmea_line nor position nor static_data is set";
                return;
        }
    }

    /// <summary>Reads one line of NMEA 0183.</summary>
    /// <returns>Why it holds no report; <see cref="DropReason.None"/> where it is a part of a message.</returns>
    public DropReason ReadLine(ReadOnlySpan<byte> pushed, long index, Instant receivedAt, List<HeardReport> reports)
    {
        var fallback = admission.Fallback(receivedAt);
        var line = pushed.TrimEnd("\r\n"u8);
        frame.Received();
        var unframed = line.Length > LineFramer.DefaultMaxLineBytes ? DropReason.LineTooLong
            : line.IsEmpty || line.IndexOfAny((byte)'\r', (byte)'\n') >= 0 ? DropReason.Malformed
            : DropReason.None;
        if (unframed != DropReason.None)
        {
            frame.Drop(unframed);
            return unframed;
        }

        var before = reports.Count;
        var isPart = false;
        var dropped = DropReason.None;
        while (!line.IsEmpty)
        {
            var result = nmea.Read(ref line, fallback, out var report, out var reason);
            if (result == ReadResult.Report)
            {
                reason = admission.Judge(bounds, ref report, receivedAt, nmea.UtcSecond);
                if (reason == DropReason.None)
                {
                    stations?.Heard(nmea.Station, receivedAt);
                    reports.Add(new HeardReport(report, nmea.UtcSecond, nmea.IsForwarded, nmea.Station));
                }
            }
            else if (result == ReadResult.Pending)
            {
                isPart = true;
                parts.Enqueue((index, assembled.In));
            }

            // Counted in its own right: not once more with those that were given up.
            abandoned += reason == DropReason.FragmentAbandoned ? 1 : 0;
            dropped = dropped == DropReason.None || reason.IsRejection() ? reason : dropped;
        }

        return reports.Count > before || isPart ? DropReason.None : dropped;
    }

    /// <summary>Reads one record of JSON.</summary>
    /// <returns>Why it holds no report; <see cref="DropReason.None"/> where it is a part of a message.</returns>
    public DropReason ReadRecord(ReadOnlySpan<byte> record, Instant receivedAt, List<HeardReport> reports)
    {
        var result = records!.Read(record, admission.Fallback(receivedAt), out var report, out var reason);
        if (result == ReadResult.Report)
        {
            Take(new HeardReport(report, records.UtcSecond, records.IsForwarded, records.Station), ref reason, receivedAt, reports);
        }

        return reason;
    }

    /// <summary>Counts what could not be told apart from what stands around it.</summary>
    public DropReason Drop(DropReason reason)
    {
        frame.Received();
        frame.Drop(reason);
        return reason;
    }

    private void Take(HeardReport heard, ref DropReason reason, Instant receivedAt, List<HeardReport> reports)
    {
        if (reason != DropReason.None)
        {
            structured.Drop(reason);
            return;
        }

        var report = heard.Report;
        reason = admission.Judge(bounds, ref report, receivedAt, heard.UtcSecond);
        if (reason == DropReason.None)
        {
            stations?.Heard(heard.Station, receivedAt);
            reports.Add(heard with { Report = report });
        }
    }

    /// <summary>The same content as the same instance, so that a ship that repeats herself costs no memory further on.</summary>
    private StaticReport? Interned(StaticReport? said)
    {
        if (said is null)
        {
            return null;
        }

        if (statics.TryGetValue(said, out var known))
        {
            return known;
        }

        if (statics.Count == MostStatics)
        {
            statics.Clear();
        }

        return statics[said] = said;
    }

    private long Abandoned()
    {
        var total = 0L;
        foreach (var counter in nmea.Counters)
        {
            total += counter.DroppedFor(DropReason.FragmentAbandoned);
        }

        return total;
    }
}
