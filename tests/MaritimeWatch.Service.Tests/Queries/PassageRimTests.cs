using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Queries;
using GeoPosition = MaritimeWatch.Domain.GeoPosition;

namespace MaritimeWatch.Service.Tests.Queries;

/// <summary>About an asset what lies near it is read; what is said of a vessel there holds by all that was heard of her.</summary>
public sealed class PassageRimTests : IDisposable
{
    private const uint Fast = 219_000_001;
    private const uint Witness = 219_000_002;
    private static readonly GeoPosition OnCable = new(55, 11);
    private static readonly Chart Chart = new(
        [new ChartedAsset { Id = "line", Name = "Line", Category = AssetCategory.TelecomCable, Status = AssetStatus.InService, PositionalSigmaMetres = 20, Parts = [[new(54.5, 11), new(55.5, 11)]] }], []);

    private readonly StoredTraffic traffic = new();

    public void Dispose() => traffic.Dispose();

    /// <summary>A ferry of 40 knots is heard every nine minutes: 11 km, and no silence.</summary>
    [Theory]
    [InlineData(9, false)]
    [InlineData(25, true)]
    public async Task Visit_OfWhoIsHeardFarOff_IsOneIntoASilenceOnlyWhereThereIsOne(double minutes, bool isSilent)
    {
        await HearAsync([.. Enumerable.Range(0, 12).Select(back => -minutes - 0.5 - (back * 0.25)).Concat([-0.5, -0.25, 0, 0.25, 0.5, minutes + 0.5]).Select(minute => StoredTraffic.Fix(Fast, minute, StoredTraffic.East(OnCable, minute * 40 * 1_852 / 60), 40))]);

        var visit = await VisitAsync();

        Assert.Equal((isSilent, isSilent), (visit.SilentBefore, visit.SilentAfter));
        Assert.Equal((!isSilent, !isSilent), (visit.FirstInterpolated, visit.LastInterpolated));
        Assert.InRange(visit.SecondsInside, isSilent ? 60 : 90, isSilent ? 60 : 100);
    }

    /// <summary>Between two fixes, one of them further off than is read.</summary>
    [Fact]
    public async Task Visit_OfWhoPassedBetweenTwoFixes_IsFoundByTheNearerOne()
    {
        await HearAsync(
            StoredTraffic.Fix(Fast, 0, StoredTraffic.East(OnCable, -13_000), 30, station: StationClass.ClassB),
            StoredTraffic.Fix(Fast, 20, StoredTraffic.East(OnCable, 5_500), 30, station: StationClass.ClassB),
            StoredTraffic.Fix(Fast, 21, StoredTraffic.East(OnCable, 6_430), 30, station: StationClass.ClassB));

        var visit = await VisitAsync();

        Assert.Equal((1, false), (visit.CrossingCount, visit.Possible));
    }

    /// <summary>Another ship that was given her number speaks far away, a minute after she fell silent.</summary>
    [Fact]
    public async Task Visit_IntoASilence_IsNotHiddenByAnotherShipWithHerNumber()
    {
        await HearAsync(
            [
                .. Enumerable.Range(0, 10).Select(minute => StoredTraffic.Fix(Fast, minute - 9, StoredTraffic.East(OnCable, (minute - 9) * 100), 3)),
                .. Enumerable.Range(0, 40).Select(minute => StoredTraffic.Fix(Fast, minute + 1, new GeoPosition(40, -20), 0)),
            ]);

        var visit = await VisitAsync();

        Assert.Equal((StoredTraffic.Noon, true), (WireTime.ToDomain(visit.LastInside), visit.SilentAfter));
    }

    /// <summary>Last heard within 25 km of the cable, and again 60 km beyond it.</summary>
    [Theory]
    [InlineData(-15_000, 60_000)]
    [InlineData(-60_000, 15_000)]
    public async Task Crossing_InASilenceOfWhichOneEndIsNear_IsPossible(double before, double after)
    {
        await HearAsync(
            StoredTraffic.Fix(Fast, -90, StoredTraffic.East(OnCable, before)),
            StoredTraffic.Fix(Fast, 90, StoredTraffic.East(OnCable, after)));

        var crossings = await new AnalystQueries(traffic.Tracks, Chart).ListCrossingsAsync(
            new ListCrossingsRequest { AssetId = "line", From = Hour(-1), To = Hour(1) }, CancellationToken.None);

        Assert.True(Assert.Single(crossings.Crossings).Possible);
    }

    private static Google.Protobuf.WellKnownTypes.Timestamp Hour(double hours) => WireTime.ToProto(StoredTraffic.Noon + TimeSpan.FromHours(hours));

    /// <summary>Somebody else is heard all the time, and nowhere near.</summary>
    private Task HearAsync(params PositionReport[] fixes) => traffic.AddAsync(fixes.Concat(Enumerable.Range(-200, 400).Select(minute => StoredTraffic.Fix(Witness, minute, new GeoPosition(57, 20), 0))).OrderBy(fix => fix.Time));

    private async Task<Visit> VisitAsync() => Assert.Single((await new AnalystQueries(traffic.Tracks, Chart).ListVisitsAsync(
        new ListVisitsRequest { AssetId = "line", WithinMetres = 1_000, From = Hour(-1), To = Hour(1) }, CancellationToken.None)).Visits);
}
