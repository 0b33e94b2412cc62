using MaritimeWatch.Ais;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Ingest;

/// <summary>Messages of gRPC.</summary>
internal sealed class PushedReports(IReadOnlyList<PushedReport> reports) : IPushedBatch
{
    public int Count => reports.Count;

    public int Bytes => reports.Sum(report => report.CalculateSize());

    public void Read(PushReader reader, int place, long index, Instant receivedAt, List<HeardReport> into, out DropReason reason, out string detail) =>
        reader.Read(reports[place], index, receivedAt, into, out reason, out detail);

    public void Keep(PushJournal journal, int place, Instant receivedAt, ReadOnlySpan<HeardReport> read) => journal.Add(reports[place], receivedAt, read);
}
