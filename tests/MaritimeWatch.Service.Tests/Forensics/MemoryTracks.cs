using System.Text;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Csv;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>Positions and static data in memory, for what only reads.</summary>
internal sealed class MemoryTracks : ITrackStore
{
    private readonly Dictionary<uint, List<PositionReport>> tracks = [];
    private readonly Dictionary<uint, List<StaticSpell>> spells = [];
    private PositionReport[]? inOrder;

    public bool HasRoom => false;

    public IEnumerable<uint> Vessels => tracks.Keys;

    /// <summary>Traffic in the columns of the Danish daily files.</summary>
    public static MemoryTracks Of(byte[] table)
    {
        var store = new MemoryTracks();
        var lines = Encoding.UTF8.GetString(table).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(CsvReportParser.TryCreate(Encoding.UTF8.GetBytes(lines[0]), new StaticReportInterning(), out var parser, out var error), error);
        foreach (var line in lines.AsSpan(1))
        {
            if (parser.TryParse(Encoding.UTF8.GetBytes(line), out var report, out _))
            {
                store.Add(report.Dynamic, report.Static);
            }
        }

        return store;
    }

    public void Add(in PositionReport position, StaticReport? said = null)
    {
        if (position.HasPosition)
        {
            if (!tracks.TryGetValue(position.Mmsi.Value, out var track))
            {
                tracks[position.Mmsi.Value] = track = [];
            }

            track.Add(position);
        }

        if (said is not null)
        {
            Say(position.Time, said, position.StationClass);
        }
    }

    public void Say(Instant time, StaticReport said, StationClass stationClass = StationClass.ClassA)
    {
        if (!spells.TryGetValue(said.Mmsi.Value, out var known))
        {
            spells[said.Mmsi.Value] = known = [];
        }

        if (known.Count > 0 && known[^1].Static == said)
        {
            known[^1] = known[^1] with { Until = time };
        }
        else
        {
            known.Add(new StaticSpell(time, time, said, stationClass));
        }
    }

    /// <summary>The same traffic, added in another order.</summary>
    public MemoryTracks Shuffled(int seed)
    {
        var random = new Random(seed);
        var other = new MemoryTracks();
        var all = tracks.Values.SelectMany(track => track).ToArray();
        random.Shuffle(all);
        foreach (var position in all)
        {
            other.Add(position);
        }

        foreach (var (mmsi, known) in spells)
        {
            other.spells[mmsi] = known;
        }

        return other;
    }

    public IReadOnlyList<PositionReport> GetTrack(Mmsi mmsi, Instant from, Instant to, int limit, CancellationToken cancellation = default) =>
        tracks.TryGetValue(mmsi.Value, out var track) ? [.. track.Where(one => one.Time >= from && one.Time < to).OrderBy(one => one.Time).ThenBy(one => one.RawLatitude).ThenBy(one => one.RawLongitude).Take(limit)] : [];

    public IReadOnlyList<PositionReport> ReadArea(IReadOnlyList<GeoBox> boxes, Instant from, Instant to, TrackPlace? after, int limit, CancellationToken cancellation) =>
    [
        .. (inOrder ??= [.. tracks.Values.SelectMany(track => track).OrderBy(Key)])
            .Where(one => one.Time >= from && one.Time < to && boxes.Any(box => box.Contains(one.Position)) && (after is not { } place || Key(one).CompareTo(Key(place)) > 0))
            .Take(limit),
    ];

    public IReadOnlyList<PositionReport> ReadNewest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) => [.. Within(boxes, from, to, first).Select(track => track.MaxBy(Key))];

    public IReadOnlyList<PositionReport> ReadOldest(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first, CancellationToken cancellation) => [.. Within(boxes, from, to, first).Select(track => track.MinBy(Key))];

    public StoredVessel? GetVessel(Mmsi mmsi) => spells.TryGetValue(mmsi.Value, out var known)
        ? new StoredVessel(known[^1].Until, known.Select(spell => spell.Static).Aggregate((one, other) => one.UpdatedBy(other)))
        : null;

    public IReadOnlyList<StaticSpell> ReadStaticHistory(Mmsi mmsi, CancellationToken cancellation = default) => spells.GetValueOrDefault(mmsi.Value, []);

    public bool TryAppend(in AisReport report, AppendTally? tally = null, double reserve = 0) => throw new NotSupportedException();

    public Task<StoredReports> StoreAsync(ReadOnlyMemory<AisReport> reports, Memory<bool> isStored, CancellationToken cancellation) => throw new NotSupportedException();

    public Task FlushAsync() => throw new NotSupportedException();

    public ThinnedTrack GetThinnedTrack(Mmsi mmsi, Instant from, Instant to, int most, CancellationToken cancellation = default) => throw new NotSupportedException();

    public IReadOnlyList<StoredVessel> ReadVessels(Mmsi first, int limit) => throw new NotSupportedException();

    public PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation = default) => throw new NotSupportedException();

    public IReadOnlyList<PositionReport> ReadRecentPositions(Mmsi first, int limit, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Instant? NewestPositionTime() => throw new NotSupportedException();

    public IEnumerable<AisReport> ReadFrom(Instant from, IReadOnlyDictionary<Mmsi, Instant>? earlier = null) => throw new NotSupportedException();

    private IEnumerable<List<PositionReport>> Within(IReadOnlyList<GeoBox>? boxes, Instant from, Instant to, Mmsi first) =>
        tracks.Where(track => track.Key >= first.Value).OrderBy(track => track.Key).Select(track => track.Value.FindAll(one => one.Time >= from && one.Time < to && (boxes?.Any(box => box.Contains(one.Position)) ?? true))).Where(track => track.Count > 0);

    private static (long, uint, long, int, int) Key(PositionReport one) => (Watch(one.Time.UnixSeconds), one.Mmsi.Value, one.Time.UnixSeconds, one.RawLatitude, one.RawLongitude);

    private static (long, uint, long, int, int) Key(TrackPlace place) => (Watch(place.UnixSeconds), place.Mmsi, place.UnixSeconds, place.RawLatitude, place.RawLongitude);

    private static long Watch(long seconds) => seconds / 21_600;
}
