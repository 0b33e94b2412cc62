using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracking;

/// <summary>The jump filter (60 kn, 500 m: detectors.md S1), silence (C.9) and the memory of a track.</summary>
public sealed class VesselTrackTests
{
    private static readonly DetectionSettings Settings = DetectionSettings.Default;

    private readonly VesselTrack track = new(new Mmsi(219_000_606));

    [Fact]
    public void Identify_LateReport_FillsWhatIsUnknownAndOverwritesNothing()
    {
        track.Identify(new StaticReport(track.Mmsi, Name: "ANNA", ToBow: 200, LengthMetres: 250, MessageType: 5), Waters.Midnight + TimeSpan.FromMinutes(10));
        track.Identify(new StaticReport(track.Mmsi, Name: "OLD NAME", CallSign: "OXYZ2", ShipType: new ShipType(70), LengthMetres: 100, MessageType: 5), Waters.Midnight);

        Assert.Equal(new Domain.Alerts.VesselIdentity(track.Mmsi, "ANNA", null, "OXYZ2", "Cargo", 250), track.Identity);
        Assert.Equal((250.0, 200.0, new ShipType(70)), (track.LengthMetres, track.HullOffsetMetres, track.ShipType));
    }

    // 60 kn are 3,087 m in 100 s; a jump of 500 m is noise however short the time.
    [Theory]
    [InlineData(100, 3_080, false)]
    [InlineData(100, 3_093, true)]
    [InlineData(1, 499, false)]
    [InlineData(1, 501, true)]
    public void IsOutOfReach_AtTheLimit_IsTrueBeyondIt(int seconds, double metres, bool isOutOfReach)
    {
        Assert.False(track.IsOutOfReach(Fix(0, 1_000_000), Settings.Track));
        track.Take(Fix(0, 0), Settings, isBreak: false);
        Assert.Equal(isOutOfReach, track.IsOutOfReach(Fix(seconds, metres), Settings.Track));
    }

    // A copy of an old report lies on the old track and on the old course; a ship that happens to be near it does not.
    [Theory]
    [InlineData(3_000, 90, 0, true)]
    [InlineData(3_000, 90, 99, true)]
    [InlineData(3_000, 90, 101, false)]
    [InlineData(3_000, 109, 0, true)]
    [InlineData(3_000, 111, 0, false)]
    [InlineData(-200, 90, 0, false)]
    public void HasBeenAt_OnTheOldTrack_IsAnOldReport(double metresOff, double course, double metresAlong, bool expected)
    {
        for (var minute = 0; minute <= 30; minute++)
        {
            track.Take(Fix(minute * 60, minute * 300), Settings, isBreak: false);
        }

        var fix = PositionReport.Create(Waters.Midnight + TimeSpan.FromMinutes(31), track.Mmsi, Waters.Place(metresOff, metresAlong), 10, course, 90);
        Assert.True(track.IsOutOfReach(fix, Settings.Track));
        Assert.Equal(expected, track.HasBeenAt(fix));
    }

    [Fact]
    public void ReportInterval_ReportsEveryTenSeconds_FollowsThemAndNoSilence()
    {
        for (var i = 0; i <= 30; i++)
        {
            track.Take(Fix(i * 10, i * 50), Settings, isBreak: false);
        }

        Assert.Equal(10, track.ReportInterval.TotalSeconds, 2);
        track.Take(Fix(3_000, 2_000), Settings, isBreak: false);
        Assert.Equal(10, track.ReportInterval.TotalSeconds, 2);
    }

    // Class A under way is silent after ten minutes; Class B, at anchor, and at up to 3 kn after thirty (detectors.md C.9).
    [Theory]
    [InlineData(10, 600, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, false)]
    [InlineData(10, 601, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true)]
    [InlineData(3.1, 601, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true)]
    [InlineData(3.0, 1800, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, false)]
    [InlineData(3.0, 1801, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true)]
    [InlineData(10, 1800, StationClass.ClassB, NavigationalStatus.Undefined, false)]
    [InlineData(10, 1801, StationClass.ClassB, NavigationalStatus.Undefined, true)]
    [InlineData(10, 1800, StationClass.ClassA, NavigationalStatus.AtAnchor, false)]
    [InlineData(10, 1801, StationClass.ClassA, NavigationalStatus.AtAnchor, true)]
    public void Take_AfterAPause_IsSilenceBeyondTheLimit(double knots, int seconds, StationClass stationClass, NavigationalStatus status, bool isSilence)
    {
        track.Take(Fix(0, 0, knots, status: status, stationClass: stationClass), Settings, isBreak: false);
        track.Take(Fix(seconds, 1_000, knots, status: status, stationClass: stationClass), Settings, isBreak: false);
        Assert.Equal((isSilence, !isSilence), (track.IsAfterSilence, track.HasLeg));
        Assert.Equal(isSilence ? 1 : 2, track.Samples.Count);
    }

    [Fact]
    public void Take_ReportsEveryTenSeconds_IsASampleAMinuteWithTheMeanSpeed()
    {
        for (var i = 0; i <= 18; i++)
        {
            track.Take(Fix(i * 10, i * 50, knots: i % 2 == 0 ? 10 : 11), Settings, isBreak: false);
        }

        Assert.Equal(4, track.Samples.Count);
        Assert.Equal(10.5, track.Samples[1].MeanSpeedKnots, 3);
        Assert.Equal(10, track.Samples[1].LeastSpeedKnots, 3);
    }

    [Fact]
    public void MeanImpliedSpeed_WindowNotCovered_IsUnknown()
    {
        for (var minute = 0; minute < 20; minute++)
        {
            track.Take(Fix(minute * 60, minute * 30), Settings, isBreak: false);
        }

        Assert.True(double.IsNaN(track.MeanImpliedSpeedKnots(TimeSpan.FromMinutes(20), out _, out _)));
        track.Take(Fix(20 * 60, 600), Settings, isBreak: false);
        Assert.Equal(600 / 1200.0 / Nautical.MetresPerSecondPerKnot, track.MeanImpliedSpeedKnots(TimeSpan.FromMinutes(20), out var net, out var start), 2);
        Assert.Equal(600, net, 0);
        Assert.Equal(Waters.Midnight, start);
    }

    // 160 samples are remembered: more than the two hours that an engine-off drift looks back.
    [Fact]
    public void Samples_ALongTrack_ForgetTheOldestOnly()
    {
        for (var minute = 0; minute < 400; minute++)
        {
            track.Take(Fix(minute * 60, minute * 30), Settings, isBreak: false);
        }

        Assert.Equal(160, track.Samples.Count);
        Assert.Equal(Waters.Midnight + TimeSpan.FromMinutes(240), track.Samples[0].Time);
        Assert.Equal(Waters.Midnight + TimeSpan.FromMinutes(399), track.Samples.Latest.Time);
        Assert.Equal(60, track.Samples.IndexAtOrAfter(Waters.Midnight + TimeSpan.FromMinutes(300)));
        Assert.Equal(160, track.Samples.IndexAtOrAfter(Waters.Midnight + TimeSpan.FromMinutes(400)));
    }

    private static PositionReport Fix(
        int seconds, double metresOff, double? knots = 10, NavigationalStatus status = NavigationalStatus.UnderWayUsingEngine, StationClass stationClass = StationClass.ClassA) =>
        PositionReport.Create(
            Waters.Midnight + TimeSpan.FromSeconds(seconds), new Mmsi(219_000_606), Waters.Place(metresOff, 0), knots, 90, 90, status, stationClass);
}
