using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class ShedRanksTests
{
    private readonly ShedRanks ranks = new(AssetIndex.Build(Traffic.Chart));

    /// <summary>The cable lies along 2° E. A degree of longitude is 69.4 km there: five miles are 0.1334 of it, and a cell's half diagonal at most 0.06 more.</summary>
    [Theory]
    [InlineData(2.0, true)]
    [InlineData(2.133, true)]
    [InlineData(1.867, true)]
    [InlineData(2.26, false)]
    [InlineData(1.74, false)]
    [InlineData(-2.0, false)]
    public void Of_APositionWithinFiveMilesOfAnAsset_IsNear(double longitude, bool expected) =>
        Assert.Equal(expected, ranks.Of(Position(51.5, longitude, StationClass.ClassB), isSuspect: false) == ShedRank.NearAsset);

    [Fact]
    public void Of_WhatIsNearNothing_IsByClassAndKind()
    {
        Assert.Equal(ShedRank.ClassAPosition, ranks.Of(Position(56, 4, StationClass.ClassA), false));
        Assert.Equal(ShedRank.ClassAPosition, ranks.Of(Position(56, 4, StationClass.Unknown), false));
        Assert.Equal(ShedRank.ClassBPosition, ranks.Of(Position(56, 4, StationClass.ClassB), false));
        Assert.Equal(ShedRank.ClassAStatic, ranks.Of(Position(null, 0, StationClass.ClassA), false));
        Assert.Equal(ShedRank.ClassBStatic, ranks.Of(Position(null, 0, StationClass.ClassB), false));
        Assert.Equal(ShedRank.Suspect, ranks.Of(Position(56, 4, StationClass.ClassA), true));
        Assert.Equal(ShedRank.SuspectNearAsset, ranks.Of(Position(51.5, 2, StationClass.ClassA), true));
    }

    /// <summary>The reserve grows as what is kept for others grows: a lower rank never passes where a higher one does not.</summary>
    [Fact]
    public void ReserveOf_TheRanks_FallsFromEachToTheNext()
    {
        var reserves = Enum.GetValues<ShedRank>().Select(ShedRanks.ReserveOf).ToList();

        Assert.Equal(reserves.OrderDescending(), reserves);
        Assert.Equal(reserves.Count, reserves.Distinct().Count());
    }

    private static AisReport Position(double? latitude, double longitude, StationClass stationClass) =>
        new(PositionReport.Create(Traffic.Epoch, new Mmsi(219_000_606), latitude is { } north ? new GeoPosition(north, longitude) : null, stationClass: stationClass), null);
}
