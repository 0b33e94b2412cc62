using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Domain.Tests.Vessels;

public sealed class PositionReportTests
{
    private static readonly Instant Time = Instant.FromUtc(2024, 12, 25, 10, 26);

    [Fact]
    public void Create_WithEverything_ReadsBackInPlainUnits()
    {
        var report = PositionReport.Create(
            Time, new Mmsi(518_998_865), new GeoPosition(59.9, 25.6), 8.8, 258.4, 260, NavigationalStatus.UnderWayUsingEngine, rateOfTurn: -1.5);

        Assert.True(report.HasPosition);
        Assert.Equal(new GeoPosition(59.9, 25.6), report.Position);
        Assert.Equal(8.8, report.SpeedOverGroundKnots);
        Assert.Equal(258.4, report.CourseOverGroundDegrees);
        Assert.Equal(260, report.TrueHeadingDegrees);
        Assert.Equal(-1.5, report.RateOfTurnDegreesPerMinute);
    }

    [Fact]
    public void Create_WithNothing_HasNulls()
    {
        var report = PositionReport.Create(Time, new Mmsi(518_998_865), null);

        Assert.False(report.HasPosition);
        Assert.Null(report.SpeedOverGroundKnots);
        Assert.Null(report.CourseOverGroundDegrees);
        Assert.Null(report.TrueHeadingDegrees);
        Assert.Null(report.RateOfTurnDegreesPerMinute);
    }

    [Fact]
    public void ToRaw_SixPrintedDecimals_GivesBackEveryRawValue()
    {
        // 1e-6 degree is finer than 1/600,000 degree: what a transponder sent survives being printed.
        for (var raw = 30_840_000; raw < 30_840_700; raw++)
        {
            var printed = Math.Round(raw / (double)PositionReport.RawPerDegree, 6);
            Assert.Equal(raw, PositionReport.ToRaw(printed));
            Assert.Equal(-raw, PositionReport.ToRaw(-printed));
        }
    }

    [Fact]
    public void Create_HeadingThatRoundsTo360_IsNorth() =>
        Assert.Equal(0, PositionReport.Create(Time, default, null, headingDegrees: 359.7).TrueHeadingDegrees);
}
