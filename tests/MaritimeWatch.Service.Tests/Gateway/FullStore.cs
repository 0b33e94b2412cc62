using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>A store's queue that nobody empties: only what appending asks for.</summary>
/// <param name="capacity">Reports that it holds.</param>
internal sealed class FullStore(int capacity) : ITrackStore
{
    /// <summary>What lies in the queue.</summary>
    public List<AisReport> Queue { get; } = [];

    public bool HasRoom => Queue.Count < capacity;

    public bool TryAppend(in AisReport report, AppendTally? tally = null, double reserve = 0)
    {
        if (!HasRoom || (reserve > 0 && Queue.Count >= (1 - reserve) * capacity))
        {
            return false;
        }

        Queue.Add(report);
        return true;
    }

    /// <summary>How many were to be stored with somebody waiting.</summary>
    public int Waited { get; private set; }

    /// <summary>Done once those who wait get their reports stored; until then they wait.</summary>
    public TaskCompletionSource Opens { get; } = new();

    public async Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, CancellationToken cancellation)
    {
        Waited += reports.Length;
        await Opens.Task.WaitAsync(cancellation);
        isStored.Span.Fill(true);
        Queue.AddRange(reports.Span);
        return default;
    }

    public Task FlushAsync() => throw Unasked();

    public IReadOnlyList<PositionReport> GetTrack(Mmsi mmsi, Instant from, Instant to, int limit, CancellationToken cancellation = default) => throw Unasked();

    public StoredVessel? GetVessel(Mmsi mmsi) => throw Unasked();

    public ThinnedTrack GetThinnedTrack(Mmsi mmsi, Instant from, Instant to, int most, CancellationToken cancellation = default) => throw Unasked();

    public IReadOnlyList<StaticSpell> ReadStaticHistory(Mmsi mmsi, CancellationToken cancellation = default) => throw Unasked();

    public IReadOnlyList<PositionReport> ReadArea(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation) => throw Unasked();

    public IReadOnlyList<PositionReport> ReadNewest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) => throw Unasked();

    public IReadOnlyList<PositionReport> ReadOldest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) => throw Unasked();

    public IReadOnlyList<StoredVessel> ReadVessels(Mmsi first, int limit) => throw Unasked();

    public PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation = default) => throw Unasked();

    public IReadOnlyList<PositionReport> ReadRecentPositions(Mmsi first, int limit, CancellationToken cancellation = default) => throw Unasked();

    public Instant? NewestPositionTime() => throw Unasked();

    public IEnumerable<AisReport> ReadFrom(Instant from, IReadOnlyDictionary<Mmsi, Instant>? earlier = null) => throw Unasked();

    private static InvalidOperationException Unasked() => new("nobody reads from this store");
}
