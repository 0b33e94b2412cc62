using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Tests.Story;

namespace MaritimeWatch.Detection.Tests.Normality;

/// <summary>A lane of tankers eastward along 51.5 N, cargo ships beside it northward, and what is ordinary there then.</summary>
public sealed class OrdinaryTrafficTests
{
    private static readonly Lazy<NormalityModel> Sea = new(() => new Lessons()
        .Lane(30, type: 80, fromEast: -40_000, fromNorth: 0, course: 90, knots: 12)
        .Lane(30, type: 70, fromEast: 20_000, fromNorth: -40_000, course: 0, knots: 17)
        .Anchorage(12, type: 80, east: -10_000, north: -15_000)
        .Learn());

    private static readonly int OnLane = TrafficGrid.CellOf(Waters.Place(-10_000, 0));
    private static readonly int AtAnchor = TrafficGrid.CellOf(Waters.Place(-10_000, -15_000));
    private static readonly byte East = WindowSample.SectorOf(90);
    private static readonly byte West = WindowSample.SectorOf(270);

    private static OrdinaryTraffic Ordinary => Sea.Value.Ordinary;

    public static TheoryData<bool, VesselClass> Cells => new() { { true, VesselClass.Tanker }, { false, VesselClass.Tanker }, { true, VesselClass.Fishing } };

    // Surprise is -ln of a probability: over all that can be, the probabilities add up to 1, in a known cell and in an unknown one.
    [Theory]
    [MemberData(nameof(Cells))]
    public void Surprise_OverAllOutcomes_AddsUpToCertainty(bool isKnown, VesselClass vesselClass)
    {
        var counts = isKnown ? Ordinary.Find(OnLane, VesselClass.Tanker) : null;
        Assert.Equal(isKnown, counts is not null);

        Assert.Equal(1, Enumerable.Range(0, CellCounts.SpeedBins).Sum(bin => Math.Exp(-Ordinary.SpeedSurprise(counts, vesselClass, bin))), 9);
        Assert.Equal(1, Enumerable.Range(0, CellCounts.TurnBins).Sum(bin => Math.Exp(-Ordinary.TurnSurprise(counts, vesselClass, bin))), 9);
        Assert.Equal(1, Math.Exp(-Ordinary.StopSurprise(counts, vesselClass, true)) + Math.Exp(-Ordinary.StopSurprise(counts, vesselClass, false)), 9);
        Assert.Equal(
            1,
            Enumerable.Range(0, 16).SelectMany(sector => Enumerable.Range(0, CellCounts.Bands).Select(band => (sector, band))).Sum(bin => Math.Exp(-Ordinary.CourseSurprise(counts, vesselClass, bin.sector, bin.band))),
            9);
    }

    [Fact]
    public void Surprise_OnTheLane_IsLeastForWhatItsShipsDo()
    {
        var counts = Ordinary.Find(OnLane, VesselClass.Tanker);

        Assert.True(Ordinary.SpeedSurprise(counts, VesselClass.Tanker, 12) < 1.5);
        Assert.True(Ordinary.SpeedSurprise(counts, VesselClass.Tanker, 3) > 4);
        Assert.True(Ordinary.CourseSurprise(counts, VesselClass.Tanker, East, CellCounts.Band(12)) < 1.5);
        Assert.True(Ordinary.CourseSurprise(counts, VesselClass.Tanker, West, CellCounts.Band(12)) > 4);
        Assert.True(Ordinary.StopSurprise(counts, VesselClass.Tanker, isStop: true) > 3);
    }

    [Fact]
    public void Surprise_WhereShipsAnchor_IsSmallForAStopAndLargeForSpeed()
    {
        var counts = Ordinary.Find(AtAnchor, VesselClass.Tanker);

        Assert.True(Ordinary.StopSurprise(counts, VesselClass.Tanker, isStop: true) < 0.1);
        Assert.True(Ordinary.SpeedSurprise(counts, VesselClass.Tanker, 12) > 3);
    }

    [Fact]
    public void Rarity_WhereTheClassNeverComes_IsGreaterThanOnItsLane()
    {
        var far = Ordinary.Find(TrafficGrid.CellOf(Waters.Place(20_000, 40_000)), VesselClass.Tanker);
        Assert.True(Ordinary.Rarity(far, VesselClass.Tanker) > Ordinary.Rarity(Ordinary.Find(OnLane, VesselClass.Tanker), VesselClass.Tanker) + 1);
    }

    // The lane runs through the row of cells from 51.50 to 51.55 and the one below.
    [Theory]
    [InlineData(0, 90, 0)]
    [InlineData(0, 110, 0)]
    [InlineData(0, 270, 4)]
    [InlineData(0, 0, 4)]
    [InlineData(2, 90, 2)]
    [InlineData(3, 90, 3)]
    [InlineData(4, 90, 4)]
    [InlineData(12, 90, 4)]
    public void CellsOffLane_RowsNorthOfTheLane_AreCounted(int rows, double course, int expected) =>
        Assert.Equal(expected, Ordinary.CellsOffLane(TrafficGrid.Neighbour(OnLane, rows, 0), VesselClass.Tanker, WindowSample.SectorOf(course), rings: 3));

    [Fact]
    public void CellsOffLane_LaneOfAnotherClass_IsNone() => Assert.Equal(4, Ordinary.CellsOffLane(OnLane, VesselClass.Fishing, East, rings: 3));

    // Two tankers and two cargo ships on one course: a lane of four merchant ships, for either.
    [Fact]
    public void CellsOffLane_CargoShipsAndTankers_ShareTheirLanes()
    {
        var mixed = new Lessons()
            .Lane(2, type: 70, fromEast: -40_000, fromNorth: 0, course: 90, knots: 12)
            .Lane(2, type: 80, fromEast: -40_000, fromNorth: 0, course: 90, knots: 12)
            .Learn().Ordinary;
        Assert.Equal(0, mixed.CellsOffLane(OnLane, VesselClass.Cargo, East, rings: 3));
        Assert.Equal(0, mixed.CellsOffLane(OnLane, VesselClass.Tanker, East, rings: 3));
        Assert.Equal(4, mixed.CellsOffLane(OnLane, VesselClass.Tanker, West, rings: 3));
        Assert.Equal(4, mixed.CellsOffLane(OnLane, VesselClass.Passenger, East, rings: 3));
    }

    [Fact]
    public void VesselsAbout_InTheMiddleAndFarAway_AreThoseHeard()
    {
        Assert.InRange(Sea.Value.VesselsAbout(Waters.Place(0, 0)), 50, 100);
        Assert.Equal(0, Sea.Value.VesselsAbout(Waters.Place(0, 200_000)));
    }
}
