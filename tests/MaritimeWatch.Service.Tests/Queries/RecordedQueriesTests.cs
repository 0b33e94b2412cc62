using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Detection.Tracks;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Tests.Formats;
using MaritimeWatch.Storage;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>Real traffic: the drift of a tanker off Gothenburg (Danish Maritime Authority, 28 September 2014).</summary>
public sealed class RecordedQueriesTests : IDisposable
{
    private const string Drift = "dma-nmea/538004030_drift_1.ais.gz";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maritimewatch-recorded-");

    public void Dispose() => folder.Delete(recursive: true);

    [SharedDataFact(Drift)]
    public async Task Track_OfARealDrift_IsSimplifiedResampledAndFoundAgain()
    {
        using var bytes = new RecordingBytes(SharedData.Path(Drift));
        using var all = new MemoryStream();
        var block = Array.Empty<byte>();
        for (var length = bytes.ReadWhole(ref block); length > 0; length = bytes.ReadWhole(ref block))
        {
            all.Write(block, 0, length);
        }

        var heard = AnswerReading.OfNmea(all.ToArray(), out _).Where(report => report.Dynamic.HasPosition).Select(report => report.Dynamic).ToList();
        using var store = SqliteStore.Open(Path.Combine(folder.FullName, "frio.db"), new SqliteStoreOptions());
        foreach (var batch in heard.Chunk(1_000))
        {
            await store.Tracks.StoreAsync(batch.Select(fix => new AisReport(fix, null)).ToArray(), new bool[batch.Length], CancellationToken.None);
        }

        var stored = heard.Distinct().GroupBy(fix => (fix.Time, fix.RawLatitude, fix.RawLongitude)).Select(fixes => fixes.First()).OrderBy(fix => fix.Time).ThenBy(fix => fix.RawLatitude).ThenBy(fix => fix.RawLongitude).ToList();
        var queries = new AnalystQueries(store.Tracks, Chart.Empty);
        var raw = await queries.ReadTrackAsync(new ReadTrackRequest { Vessel = "538004030" }, CancellationToken.None);
        var simple = await queries.ReadTrackAsync(new ReadTrackRequest { Vessel = "538004030", SimplifyMetres = 25 }, CancellationToken.None);
        var each = await queries.ReadTrackAsync(new ReadTrackRequest { Vessel = "538004030", ResampleSeconds = 60 }, CancellationToken.None);

        Assert.Equal(stored.Select(fix => (fix.Time, fix.Position)), raw.Points.Select(point => (WireTime.ToDomain(point.Time), WirePosition.ToDomain(point.Position))));
        Assert.True(stored.Count > 1_000);
        Assert.InRange(simple.Points.Count, 5, stored.Count / 10);
        Assert.InRange(each.Points.Count, 140, 152);

        // Two and a half hours at 2 to 3 knots: she was in a mile's circle about her middle for some time, by every fix as by the query.
        var middle = stored[stored.Count / 2].Position;
        var circle = new CircleRegion(middle, 1_852);
        var visits = await queries.ListVisitsAsync(
            new ListVisitsRequest
            {
                Circle = new CircleFilter { Centre = WirePosition.ToProto(middle), RadiusMetres = 1_852 },
                From = WireTime.ToProto(stored[0].Time), To = WireTime.ToProto(stored[^1].Time),
            },
            CancellationToken.None);
        Assert.Equal(stored.Count(fix => circle.Contains(fix.Position)), Assert.Single(visits.Visits).FixCount);
        Assert.Equal(0, visits.Visits[0].ClosestMetres);
    }
}
