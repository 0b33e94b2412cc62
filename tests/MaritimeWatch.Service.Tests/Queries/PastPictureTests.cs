using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Storage;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>Where everybody was at a moment in the past, page by page.</summary>
public sealed class PastPictureTests : IDisposable
{
    private const uint First = 219_000_000;
    private const int Ships = 30;
    private readonly StoredTraffic traffic = new();
    private readonly ManualClock clock = new(StoredTraffic.Noon);
    private readonly List<uint> readFrom = [];

    public void Dispose() => traffic.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public async Task Pages_OfThePast_AreTheWholeOfOneSearch(int size)
    {
        await SailAsync();
        var pages = new AnswerPages(clock);

        Assert.Equal(At(20), await AllAsync(pages, size, 20));
        Assert.Equal([0u], readFrom);
    }

    [Fact]
    public async Task Pages_OfThePastThatAreForgotten_ReadNobodyWhoWasGivenBefore()
    {
        await SailAsync();
        var pages = new AnswerPages(clock);

        Assert.Equal(At(20), await AllAsync(pages, 8, 20, between: () => clock.Advance(AnswerPages.Kept + TimeSpan.FromSeconds(1))));
        Assert.Equal([0u, First + 8, First + 16, First + 24], readFrom);
    }

    /// <summary>What is the newest on the first page is the past on the second.</summary>
    [Fact]
    public async Task Pages_OfThisMoment_StayThoseOfTheFirst()
    {
        await SailAsync();
        var expected = At(59);
        var minute = 60;
        var pages = new AnswerPages(clock);

        var all = await AllAsync(pages, 8, minutes: null, between: () => traffic.AddAsync(At(minute++).Select(ship => Fix(ship.Mmsi, minute))).GetAwaiter().GetResult());

        Assert.Equal(expected, all);
        Assert.Equal([First + 8], readFrom);
    }

    private static IEnumerable<(uint Mmsi, Instant Time)> At(int minute) => Enumerable.Range(0, Ships).Select(ship => (First + (uint)ship, StoredTraffic.Noon + TimeSpan.FromMinutes(minute)));

    private static PositionReport Fix(uint mmsi, int minute) => StoredTraffic.Fix(mmsi, minute, new GeoPosition(55 + (mmsi % 100 / 100.0), 11 + (minute / 100.0)));

    /// <summary>Thirty ships are heard each minute of an hour.</summary>
    private Task SailAsync() => traffic.AddAsync(Enumerable.Range(0, 60).SelectMany(minute => At(minute).Select(ship => Fix(ship.Mmsi, minute))));

    private async Task<List<(uint Mmsi, Instant Time)>> AllAsync(AnswerPages pages, int size, double? minutes, Action? between = null)
    {
        var tracks = WatchedTracks.Of(traffic.Tracks, (method, given) =>
        {
            if (method == nameof(ITrackStore.ReadNewest))
            {
                readFrom.Add(((Mmsi)given[3]!).Value);
            }
        });
        var pictures = new PictureQueries(tracks);
        var request = new ListPositionsRequest { PageSize = size, Time = minutes is { } past ? WireTime.ToProto(StoredTraffic.Noon + TimeSpan.FromMinutes(past)) : null };
        var all = new List<(uint, Instant)>();
        do
        {
            var page = await pictures.ListAsync(request, pages, "ada", CancellationToken.None);
            Assert.InRange(page.Vessels.Count, 1, size);
            all.AddRange(page.Vessels.Select(vessel => (vessel.Mmsi, WireTime.ToDomain(vessel.LastPosition.Time))));
            request.PageToken = page.NextPageToken;
            between?.Invoke();
        }
        while (request.PageToken.Length > 0);
        return all;
    }
}
