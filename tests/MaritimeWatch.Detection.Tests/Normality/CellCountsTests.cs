using MaritimeWatch.Detection.Normality;

namespace MaritimeWatch.Detection.Tests.Normality;

public sealed class CellCountsTests
{
    // Edges of the bands as the method states them, at the limit and a tenth of a knot before.
    [Theory]
    [InlineData(5.9, 0)]
    [InlineData(6.0, 1)]
    [InlineData(10.9, 1)]
    [InlineData(11.0, 2)]
    [InlineData(15.9, 2)]
    [InlineData(16.0, 3)]
    [InlineData(60.0, 3)]
    public void Band_AtItsEdges_IsTheOneAbove(double knots, int band) => Assert.Equal(band, CellCounts.Band(knots));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.99, 0)]
    [InlineData(1, 1)]
    [InlineData(1.99, 1)]
    [InlineData(2, 2)]
    [InlineData(63.9, 6)]
    [InlineData(64, 7)]
    [InlineData(1000, 7)]
    public void TurnBin_AtItsEdges_IsTheOneAbove(double degreesPerMinute, int bin) => Assert.Equal(bin, CellCounts.TurnBin(degreesPerMinute));

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(1.0, 1)]
    [InlineData(30.9, 30)]
    [InlineData(31.0, 31)]
    [InlineData(102.2, 31)]
    public void SpeedBin_AtItsEdges_IsTheOneAbove(double knots, int bin) => Assert.Equal(bin, CellCounts.SpeedBin(knots));

    // 22.5 degrees each, the first one about north.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(11.24, 0)]
    [InlineData(11.25, 1)]
    [InlineData(348.74, 15)]
    [InlineData(348.75, 0)]
    [InlineData(359.9, 0)]
    [InlineData(180, 8)]
    public void SectorOf_AtItsEdges_IsTheOneBeyond(double course, int sector) => Assert.Equal(sector, WindowSample.SectorOf(course));

    [Fact]
    public void Add_AMinuteUnderWay_CountsSpeedCourseTurnAndShip()
    {
        var counts = new CellCounts();
        counts.Add(7, Minute(knots: 12.3, sector: 4, turn: 2.5));
        counts.Add(7, Minute(knots: 12.4, sector: 4));

        Assert.Equal(2u, counts[12]);
        Assert.Equal(2u, counts[CellCounts.CourseBin(4, 2)]);
        Assert.Equal(1u, counts[CellCounts.TurnAt + 2]);
        Assert.Equal((2L, 2L, 1L, 0u), (counts.Samples, counts.Moving, counts.Turns, counts.Stops));
        Assert.Equal(1, counts.VesselCount, 0.01);
    }

    [Fact]
    public void Add_AMinuteAtRest_CountsAsAStop()
    {
        var counts = new CellCounts();
        counts.Add(7, Minute(knots: 0.2, sector: WindowSample.NoSector));
        Assert.Equal((1L, 0L, 1u), (counts.Samples, counts.Moving, counts.Stops));
    }

    [Fact]
    public void Add_OneShipManyTimes_IsOneShip()
    {
        var counts = new CellCounts();
        for (var i = 0; i < 500; i++)
        {
            counts.Add(VesselHash.Mix(3), Minute(knots: 10, sector: 2));
        }

        Assert.Equal(1, counts.VesselCount, 0.01);
        Assert.InRange(counts.VesselsOnCourse(2), 1, 1.1);
    }

    // Linear counting: the standard error with 128 bits and 50 ships is about 5 % (Whang et al. 1990, table 2); within three of them.
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(150)]
    public void VesselCount_ManyShips_IsAboutRight(int ships)
    {
        var counts = new CellCounts();
        for (var ship = 0; ship < ships; ship++)
        {
            counts.Add(VesselHash.Mix((ulong)ship), Minute(knots: 10, sector: 2));
        }

        Assert.InRange(counts.VesselCount, ships * 0.8, ships * 1.2);
    }

    [Fact]
    public void VesselsOnCourse_SectorsBeside_CountAndOthersDoNot()
    {
        var counts = new CellCounts();
        for (var ship = 0; ship < 6; ship++)
        {
            counts.Add(VesselHash.Mix((ulong)ship), Minute(knots: 10, sector: 0));
        }

        Assert.True(counts.VesselsOnCourse(15) > 3);
        Assert.True(counts.VesselsOnCourse(1) > 3);
        Assert.Equal(0, counts.VesselsOnCourse(2));
        Assert.Equal(0, counts.VesselsOnCourse(8));
    }

    [Fact]
    public void Add_TwoCounts_IsTheSameInEitherOrder()
    {
        var (left, right) = (Some(1), Some(2));
        var (leftFirst, rightFirst) = (new CellCounts(), new CellCounts());
        leftFirst.Add(left);
        leftFirst.Add(right);
        rightFirst.Add(right);
        rightFirst.Add(left);
        for (var i = 0; i < CellCounts.Counters; i++)
        {
            Assert.Equal(left[i] + right[i], leftFirst[i]);
            Assert.Equal(leftFirst[i], rightFirst[i]);
        }

        Assert.Equal(leftFirst.Vessels, rightFirst.Vessels);
        Assert.Equal(leftFirst.Samples, left.Samples + right.Samples);
    }

    [Fact]
    public void Add_BeyondWhatACounterHolds_StaysFull()
    {
        var counts = new CellCounts();
        counts.Add(0, uint.MaxValue - 1);
        counts.Add(0, 5);
        Assert.Equal(uint.MaxValue, counts[0]);
        Assert.Equal(uint.MaxValue, counts.Samples);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_000)]
    [InlineData(20_000)]
    public void DistinctVessels_HoweverOftenTheyCome_AreCountedOnce(int vessels)
    {
        var (once, again) = (new DistinctVessels(), new DistinctVessels());
        for (var i = 0; i < vessels; i++)
        {
            once.Add(VesselHash.Mix((ulong)i));
            again.Add(VesselHash.Mix((ulong)(vessels - 1 - i)));
        }

        Assert.InRange(once.Estimate(), vessels * 0.95, vessels * 1.05);
        once.Add(again);
        Assert.Equal(again.Estimate(), once.Estimate());
    }

    private static CellCounts Some(int seed)
    {
        var noise = new Random(seed);
        var counts = new CellCounts();
        for (var i = 0; i < 200; i++)
        {
            counts.Add(VesselHash.Mix((ulong)noise.Next(40)), Minute(noise.NextDouble() * 25, (byte)noise.Next(16), noise.NextDouble() * 90));
        }

        return counts;
    }

    private static WindowSample Minute(double knots, byte sector, double turn = double.NaN) => new(1, (ushort)Math.Round(knots * 10), (Half)turn, Half.NaN, sector);
}
