using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>A store of its own, with the fixes that a test puts into it.</summary>
internal sealed class StoredTraffic : IDisposable
{
    public static readonly Instant Noon = Instant.FromUtc(2024, 11, 17, 12);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-traffic-");

    public StoredTraffic() => Store = SqliteStore.Open(Path.Combine(folder.FullName, "traffic.db"), new SqliteStoreOptions());

    public SqliteStore Store { get; }

    public ITrackStore Tracks => Store.Tracks;

    public static PositionReport Fix(uint mmsi, double minutes, GeoPosition place, double knots = 12, double course = 90, StationClass station = StationClass.ClassA) =>
        PositionReport.Create(Noon + TimeSpan.FromMinutes(minutes), new Mmsi(mmsi), place, knots, course, stationClass: station);

    /// <summary>A place so many metres east of another.</summary>
    public static GeoPosition East(GeoPosition of, double metres) => Geodesic.Go(of, metres < 0 ? 270 : 90, Math.Abs(metres)).Position;

    public async Task AddAsync(IEnumerable<PositionReport> fixes)
    {
        foreach (var batch in fixes.Chunk(1_000))
        {
            await Tracks.StoreAsync(batch.Select(fix => new AisReport(fix, null)).ToArray(), new bool[batch.Length], CancellationToken.None);
        }
    }

    public void Dispose()
    {
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}
