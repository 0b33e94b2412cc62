using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Ingest;

/// <summary>Structured reports: each limit at it and one step beyond.</summary>
public sealed class PushedReportMappingTests
{
    private const uint Ship = 219_000_606;

    // Limits: ITU-R M.1371-5, messages 1 and 5.
    public static TheoryData<string, Action<PushedPosition>, DropReason> Positions => new()
    {
        { "mmsi 1", position => position.Mmsi = 1, DropReason.None },
        { "mmsi 0", position => position.Mmsi = 0, DropReason.BadMmsi },
        { "mmsi 999999999", position => position.Mmsi = 999_999_999, DropReason.None },
        { "mmsi 1000000000", position => position.Mmsi = 1_000_000_000, DropReason.BadMmsi },
        { "no position", position => position.Position = null, DropReason.NoPosition },
        { "latitude 90", position => position.Position.Latitude = 90, DropReason.None },
        { "latitude 90.1", position => position.Position.Latitude = 90.1, DropReason.NoPosition },
        { "latitude NaN", position => position.Position.Latitude = double.NaN, DropReason.NoPosition },
        { "longitude -180", position => position.Position.Longitude = -180, DropReason.None },
        { "longitude -180.1", position => position.Position.Longitude = -180.1, DropReason.NoPosition },
        { "speed 102.2", position => position.SpeedOverGroundKnots = 102.2, DropReason.None },
        { "speed 102.3", position => position.SpeedOverGroundKnots = 102.3, DropReason.BadNumber },
        { "speed -0.1", position => position.SpeedOverGroundKnots = -0.1, DropReason.BadNumber },
        { "course 359.9", position => position.CourseOverGroundDegrees = 359.9, DropReason.None },
        { "course 360", position => position.CourseOverGroundDegrees = 360, DropReason.BadNumber },
        { "heading 359", position => position.TrueHeadingDegrees = 359, DropReason.None },
        { "heading 511", position => position.TrueHeadingDegrees = 511, DropReason.BadNumber },
        { "turn -720", position => position.RateOfTurnDegreesPerMinute = -720, DropReason.None },
        { "turn 721", position => position.RateOfTurnDegreesPerMinute = 721, DropReason.BadNumber },
        { "status 15", position => position.NavigationalStatus = 15, DropReason.None },
        { "status 16", position => position.NavigationalStatus = 16, DropReason.BadNumber },
        { "class 3", position => position.EquipmentClass = (EquipmentClass)3, DropReason.BadNumber },
        { "1989-12-31T23:59:59Z", position => position.Time = new() { Seconds = 631_151_999 }, DropReason.BadTimestamp },
        { "1990-01-01", position => position.Time = new() { Seconds = 631_152_000 }, DropReason.None },
        { "2099-12-31T23:59:59Z", position => position.Time = new() { Seconds = 4_102_444_799 }, DropReason.None },
        { "2100-01-01", position => position.Time = new() { Seconds = 4_102_444_800 }, DropReason.BadTimestamp },
        { "year 10000", position => position.Time = new() { Seconds = 253_402_300_800 }, DropReason.BadTimestamp },
        { "nanos -1", position => position.Time = new() { Seconds = 1_700_000_000, Nanos = -1 }, DropReason.BadTimestamp },
    };

    public static TheoryData<string, Action<PushedStatic>, DropReason> Statics => new()
    {
        // 9074729: the example of IMO resolution A.1117(30).
        { "imo 9074729", said => said.Imo = 9_074_729, DropReason.None },
        { "imo 9074728", said => said.Imo = 9_074_728, DropReason.BadNumber },
        { "ship type 99", said => said.ShipType = 99, DropReason.None },
        { "ship type 100", said => said.ShipType = 100, DropReason.BadNumber },
        { "ship type 0", said => said.ShipType = 0, DropReason.BadNumber },
        { "bow 511", said => said.ToBowMetres = 511, DropReason.None },
        { "bow 512", said => said.ToBowMetres = 512, DropReason.BadNumber },
        { "starboard 63", said => said.ToStarboardMetres = 63, DropReason.None },
        { "starboard 64", said => said.ToStarboardMetres = 64, DropReason.BadNumber },
        { "draught 25.5", said => said.DraughtMetres = 25.5, DropReason.None },
        { "draught 25.6", said => said.DraughtMetres = 25.6, DropReason.BadNumber },
        { "draught 0", said => said.DraughtMetres = 0, DropReason.BadNumber },
        { "name of 60", said => said.Name = new string('x', 60), DropReason.None },
        { "name of 61", said => said.Name = new string('x', 61), DropReason.Malformed },
        { "name in two lines", said => said.Name = "A\nB", DropReason.Malformed },
        { "nothing said", said => (said.Name, said.Imo) = (" ", 9_074_729), DropReason.None },
    };

    [Theory]
    [MemberData(nameof(Positions))]
    public void ToDomain_OfAPosition_KeepsTheLimits(string what, Action<PushedPosition> change, DropReason expected)
    {
        var reason = PushedReportMapping.ToDomain(Push.Position(Ship, change: change).Position, null, out _, out var detail);

        Assert.Equal((what, expected), (what, reason));
        Assert.Equal(expected == DropReason.None, detail.Length == 0);
    }

    [Theory]
    [MemberData(nameof(Statics))]
    public void ToDomain_OfStaticData_KeepsTheLimits(string what, Action<PushedStatic> change, DropReason expected) =>
        Assert.Equal((what, expected), (what, PushedReportMapping.ToDomain(Push.Static(Ship, "ADA", change).StaticData, null, out _, out _)));

    [Fact]
    public void ToDomain_OfAPosition_HasEveryFieldAndCutsTheSecond()
    {
        var pushed = new PushedPosition
        {
            Mmsi = Ship, Time = new() { Seconds = 1_700_000_000, Nanos = 999_999_999 }, Position = new() { Latitude = 51.5, Longitude = -2 }, SpeedOverGroundKnots = 12.3, CourseOverGroundDegrees = 45.6,
            TrueHeadingDegrees = 47, RateOfTurnDegreesPerMinute = -4.5, NavigationalStatus = 0, EquipmentClass = EquipmentClass.B, HighAccuracy = true,
        };

        var reason = PushedReportMapping.ToDomain(pushed, null, out var report, out _);

        Assert.Equal(DropReason.None, reason);
        Assert.Equal(
            PositionReport.Create(Instant.FromUnixSeconds(1_700_000_000), new Mmsi(Ship), new Domain.GeoPosition(51.5, -2), 12.3, 45.6, 47, NavigationalStatus.UnderWayUsingEngine, StationClass.ClassB, true, -4.5),
            report.Dynamic);
    }

    [Fact]
    public void ToDomain_WithoutATime_TakesTheReceiptWhereThereIsOne()
    {
        var pushed = Push.Position(Ship, change: position => position.Time = null).Position;

        Assert.Equal(DropReason.NoTime, PushedReportMapping.ToDomain(pushed, null, out _, out _));
        Assert.Equal(DropReason.None, PushedReportMapping.ToDomain(pushed, Traffic.Epoch, out var report, out _));
        Assert.Equal(Traffic.Epoch, report.Time);
    }

    [Fact]
    public void ReportDropReason_HasTheNamesAndNumbersOfTheDomain() => Assert.Equal(
        Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None).Select(reason => (reason.ToString(), (int)reason)),
        Enum.GetValues<ReportDropReason>().Where(reason => reason != ReportDropReason.Unspecified).Select(reason => (reason.ToString(), (int)reason)));
}
