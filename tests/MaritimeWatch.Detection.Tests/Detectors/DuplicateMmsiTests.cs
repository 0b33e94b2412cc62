using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>S2: more than 5 nm apart within 60 s, to and fro three times; a track for each; closes after 24 h with one position (detectors.md C.10, R10).</summary>
public sealed class DuplicateMmsiTests
{
    private const double Mile = 1852;

    // R10: two hulls, 60 nm apart.
    [Fact]
    public void Watch_TwoHullsSixtyMilesApart_IsOneWarningAndNoJump()
    {
        var log = Waters.WithOneCable().Watch(
            Voyage.Of().Reporting(10).Starts("00:00", 5_000, knots: 12).Sails("06:00", 12, 0),
            Voyage.Of().Reporting(10).Starts("00:00:05", 5_000 + (60 * Mile), knots: 14).Sails("06:00", 14, 180));

        var duplicate = log.Of(AlertKind.DuplicateMmsi);
        Assert.Equal(AlertState.Raised, duplicate[0].State);
        Assert.Equal(Severity.Warning, duplicate[0].Severity);
        Assert.Single(duplicate.Select(alert => alert.AlertId).Distinct());
        Logbook.AssertBetween("00:00:10", "00:00:30", duplicate[0].EventTime);
        Assert.Empty(log.Of(AlertKind.KinematicSpoof));
        Assert.Equal(log.Events.Count, duplicate.Count);
        Assert.Contains(duplicate[0].Evidence.Measurements, measured => measured.Name == "distance between the hulls" && Math.Abs(measured.Value - (60 * Mile)) < 500);
    }

    // The second hull loiters over the cable; the first never comes near it. Each is judged by her own fixes.
    [Fact]
    public void Watch_OneOfTwoHullsLoiters_IsAnAlertOfThatHull()
    {
        var loiterer = Voyage.Of().Reporting(10).Starts("00:00:05", 200, knots: 1).Paces("02:30:05", 1);
        var alone = Waters.WithOneCable().Watch(loiterer).Of(AlertKind.Loitering);
        var log = Waters.WithOneCable().Watch(
            Voyage.Of().Reporting(10).Starts("00:00", 60 * Mile, knots: 12).Sails("02:30", 12, 0),
            Voyage.Of().Reporting(10).Starts("00:00:05", 200, knots: 1).Paces("02:30:05", 1));

        var loitering = log.Of(AlertKind.Loitering);
        Assert.NotEmpty(loitering);
        Assert.StartsWith("loitering-219000606-b-north-cable-", loitering[0].AlertId, StringComparison.Ordinal);
        Assert.Equal(alone.Select(alert => (alert.State, alert.Severity)), loitering.Select(alert => (alert.State, alert.Severity)));
        Logbook.AssertBetween("00:00", "00:01", loitering[0].Since);
        Assert.Empty(log.Of(AlertKind.DragAtAnchor));
        Assert.Empty(log.Of(AlertKind.Drifting));
        Assert.Empty(log.Of(AlertKind.PoweredDrag));
    }

    // Class A at anchor and class B: minutes between the reports.
    [Theory]
    [InlineData(180, 180)]
    [InlineData(10, 180)]
    [InlineData(600, 360)]
    public void Watch_SlowReporters_AreToldApartToo(int everySeconds, int otherEverySeconds)
    {
        var log = new Waters().Watch(
            Voyage.Of().Reporting(everySeconds).Starts("00:00", 0).LiesStill("06:00"),
            Voyage.Of().Reporting(otherEverySeconds).Starts("00:00:45", 0, 20 * Mile, knots: 6).Sails("06:00", 6, 90));
        Assert.Single(log.Of(AlertKind.DuplicateMmsi), alert => alert.State == AlertState.Raised);
        Assert.Empty(log.Of(AlertKind.KinematicSpoof));
    }

    // 5 nm are 9,260 m.
    [Theory]
    [InlineData(9_200, 0)]
    [InlineData(9_320, 1)]
    public void Watch_AtTheLimitOfDistance_AreTwoHullsBeyondIt(double metres, int expected)
    {
        var log = new Waters().Watch(
            Voyage.Of().Reporting(10).Starts("00:00", 0).LiesStill("01:00"),
            Voyage.Of().Reporting(10).Starts("00:00:05", metres).LiesStill("01:00"));
        Assert.Equal(expected, log.Of(AlertKind.DuplicateMmsi).Count(alert => alert.State == AlertState.Raised));
    }

    [Fact]
    public void Watch_OneHullSilentForADay_Closes()
    {
        var log = new Waters().Watch(
            Voyage.Of().Reporting(60).Starts("00:00", 0).LiesStill("1.12:00"),
            Voyage.Of().Reporting(60).Starts("00:00:30", 20 * Mile).LiesStill("02:00"));
        var last = log.Of(AlertKind.DuplicateMmsi)[^1];
        Assert.Equal(AlertState.Closed, last.State);
        Logbook.AssertBetween("1.02:00", "1.02:01", last.EventTime);
    }

    [Fact]
    public void Watch_BothSilentForADay_Closes()
    {
        var log = new Waters().Watch(
            Voyage.Of().Reporting(60).Starts("00:00", 0).LiesStill("02:00"),
            Voyage.Of().Reporting(60).Starts("00:00:30", 20 * Mile).LiesStill("02:00"),
            Voyage.Of(219_000_607).Reporting(600).Starts("00:00", 0).LiesStill("2.00:00"));
        var last = log.Of(AlertKind.DuplicateMmsi)[^1];
        Assert.Equal((AlertState.Closed, Voyage.Moment("1.02:00")), (last.State, last.EventTime));
    }

    // Seen as a jump first, because the old place was silent for long: what was said of it is taken back.
    [Fact]
    public void Watch_JumpThatProvesToBeAnotherHull_IsRetracted()
    {
        var log = new Waters().Watch(
            Voyage.Of().Reporting(10).Starts("00:00", 0).LiesStill("00:30").IsSilent("00:36").LiesStill("02:00"),
            Voyage.Of().Reporting(10).Starts("00:30:05", 20 * Mile).LiesStill("02:00"));
        Assert.Equal([AlertState.Raised, AlertState.Retracted], log.Of(AlertKind.KinematicSpoof).Select(alert => alert.State));
        Assert.Equal(AlertState.Raised, log.Of(AlertKind.DuplicateMmsi)[0].State);
    }

    [Fact]
    public void Watch_FourHulls_AreNamedInOneAlert()
    {
        var log = new Waters().Watch([.. Enumerable.Range(0, 4).Select(i => Voyage.Of().Reporting(20).Starts($"00:00:0{i * 2}", i * 20 * Mile).LiesStill("03:00"))]);
        var duplicate = log.Of(AlertKind.DuplicateMmsi);
        Assert.Single(duplicate, alert => alert.State == AlertState.Raised);
        Assert.StartsWith("Four hulls apparently report under MMSI 219000606", duplicate[^1].Headline, StringComparison.Ordinal);
        Assert.Empty(log.Of(AlertKind.KinematicSpoof));
    }

    [Fact]
    public void Watch_AnyNumberOfShards_GivesTheSame()
    {
        Voyage[] voyages =
        [
            Voyage.Of().Reporting(10).Noisy(1).Starts("00:00", 200, knots: 1).Paces("01:00", 1),
            Voyage.Of().Reporting(10).Noisy(2).Starts("00:00:05", 20 * Mile, knots: 12).Sails("01:00", 12, 0),
            Voyage.Of(219_000_607).Reporting(10).Noisy(3).Starts("00:00", 300, knots: 1).Paces("01:00", 1),
        ];
        var waters = Waters.WithOneCable();
        var one = Logbook.Keep(waters.Index, Voyage.Traffic(voyages), Detection.Settings.DetectionSettings.Default);
        Assert.NotEmpty(one.Of(AlertKind.DuplicateMmsi));
        Assert.Equal(one.Canonical(), Logbook.Keep(waters.Index, Voyage.Traffic(voyages), Detection.Settings.DetectionSettings.Default, shards: 8).Canonical());
    }
}
