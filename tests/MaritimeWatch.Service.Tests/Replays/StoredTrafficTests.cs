using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Replays;

public sealed class StoredTrafficTests
{
    private const uint Ship = 219_000_606;

    [Fact]
    public async Task Fill_WithAShipThatChangedHerName_TellsEachWordAtItsTime()
    {
        await using var bed = await ReplayBed.StartAsync();
        var store = bed.Service.Host.Store.Tracks;
        Assert.True(store.TryAppend(Word("ONE", -600)) && store.TryAppend(Word("TWO", 1_800)) && store.TryAppend(new AisReport(PositionReport.Create(At(3_000), new Mmsi(Ship), new GeoPosition(51, 3)), null)));
        await store.FlushAsync();
        using var traffic = new StoredTraffic(store, Traffic.Epoch + TimeSpan.FromMilliseconds(500), Instant.MaxValue);
        var chunk = new ReportChunk(1);

        Assert.True(traffic.Fill(chunk));

        var reports = Enumerable.Range(0, chunk.Of(0).Count).Select(number => chunk.Of(0)[number].Report).ToList();
        Assert.Equal([("ONE", At(0)), ("TWO", At(1_800)), (null, At(3_000))], reports.Select(report => (report.Static?.Name, report.Time)));

        static Instant At(int second) => Traffic.Epoch + TimeSpan.FromSeconds(second);

        static AisReport Word(string name, int second) =>
            new(PositionReport.Create(At(second), new Mmsi(Ship), null), new StaticReport(new Mmsi(Ship), Name: name, MessageType: 5));
    }
}
