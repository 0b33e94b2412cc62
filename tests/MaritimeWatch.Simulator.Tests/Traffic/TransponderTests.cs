using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Ships;
using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Tests.Traffic;

public class TransponderTests
{
    // ITU-R M.1371-5 reporting intervals as in ais.md section 2.6; each limit at it and one step beyond.
    [Theory]
    [InlineData(StationClass.ClassA, NavigationalStatus.AtAnchor, 3.0, 0.0, 180)]
    [InlineData(StationClass.ClassA, NavigationalStatus.AtAnchor, 3.1, 0.0, 10)]
    [InlineData(StationClass.ClassA, NavigationalStatus.Moored, 0.0, 0.0, 180)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 0.0, 0.0, 10)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 14.0, 0.0, 10)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 14.1, 0.0, 6)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 23.0, 0.0, 6)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 23.1, 0.0, 2)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 12.0, 0.5, 10.0 / 3)]
    [InlineData(StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, 18.0, 0.5, 2)]
    [InlineData(StationClass.ClassB, NavigationalStatus.Undefined, 2.0, 0.0, 180)]
    [InlineData(StationClass.ClassB, NavigationalStatus.Undefined, 2.1, 0.0, 30)]
    public void IntervalSeconds_BySpeedAndStatus_AsPublished(StationClass stationClass, NavigationalStatus status, double knots, double turnDegreesPerSecond, double expected)
    {
        var state = Steady(knots, status) with { TurnRate = turnDegreesPerSecond };

        Assert.Equal(expected, Build(stationClass).IntervalSeconds(state), 1e-9);
    }

    [Fact]
    public void Report_UnderWayForAnHour_SendsEveryTenSecondsAndStaticsEverySixMinutes()
    {
        var heard = Listen(Build(StationClass.ClassA), Steady(12, NavigationalStatus.UnderWayUsingEngine), 3600);
        var positions = heard.Where(report => report.Content == ReportContent.Position).Select(report => report.Dynamic.Time.UnixSeconds).Distinct().ToList();

        Assert.InRange(positions.Count, 359, 361);
        Assert.All(positions.Zip(positions.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 9, 11));
        Assert.Equal(10, heard.Count(report => report.Content == ReportContent.Static));
    }

    [Fact]
    public void Report_WithErrors_KeepsPositionsSpeedsAndCoursesWithinTheirSigmas()
    {
        var state = Steady(12, NavigationalStatus.UnderWayUsingEngine);
        var heard = Listen(Build(StationClass.ClassA, sigma: 10), state, 20 * 3600).Where(report => report.Content == ReportContent.Position).ToList();

        // One axis has a sigma of 10 m; the distance of two is 14 m in the quadratic mean, wandering over ten minutes.
        var metres = Math.Sqrt(heard.Average(report => Math.Pow(Earth.Distance(report.Dynamic.Position, state.Position), 2)));
        Assert.InRange(metres, 9, 20);
        Assert.InRange(Math.Sqrt(heard.Average(report => Math.Pow(report.Dynamic.SpeedOverGroundKnots!.Value - 12, 2))), 0.08, 0.13);
    }

    [Fact]
    public void Report_AtAnchor_CourseIsAllOverThePlace()
    {
        var heard = Listen(Build(StationClass.ClassA), Steady(0, NavigationalStatus.AtAnchor), 20 * 3600).Where(report => report.Content == ReportContent.Position).ToList();

        Assert.Equal(4, heard.Select(report => (int)report.Dynamic.CourseOverGroundDegrees!.Value / 90).Distinct().Count());
        Assert.All(heard, report => Assert.InRange(report.Dynamic.SpeedOverGroundKnots!.Value, 0, 0.6));
    }

    [Fact]
    public void Report_Dropouts_LosesTheirShare()
    {
        var heard = Listen(Build(StationClass.ClassA, dropouts: 0.2), Steady(12, NavigationalStatus.UnderWayUsingEngine), 10 * 3600);

        Assert.InRange(heard.Where(report => report.Content == ReportContent.Position).Select(report => report.Dynamic.Time).Distinct().Count() / 3600.0, 0.77, 0.83);
    }

    private static Transponder Build(StationClass stationClass, double sigma = 8, double dropouts = 0)
    {
        var profile = new ShipRegister(new SeededRandom(1)).Register(HullKind.Bulker, stationClass);
        return new Transponder(profile with { PositionSigmaMetres = sigma, DropoutShare = dropouts }, 0, new SeededRandom(2));
    }

    private static VesselState Steady(double knots, NavigationalStatus status) => new()
    {
        Position = new GeoPosition(51.4, 2.6), East = 0, North = knots * Nautical.MetresPerSecondPerKnot, Heading = 0, Status = status,
    };

    private static List<SimulatedReport> Listen(Transponder transponder, VesselState state, int seconds)
    {
        var heard = new List<SimulatedReport>();
        for (var second = 0; second < seconds; second++)
        {
            transponder.Report(state, second, Instant.FromUnixSeconds(1_773_446_400 + second), heard);
        }

        return heard;
    }
}
