using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;
using static MaritimeWatch.Simulator.Tests.Evaluation.Watch;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

public sealed class AreaLabelTests
{
    private static readonly GeoPosition Centre = new(51.5, 2.5);

    // A minute of latitude is 1,853 to 1,855 m here.
    [Theory]
    [InlineData(0, "met")]
    [InlineData(1, "met")]
    [InlineData(2, "missed")]
    public void Evaluate_AlertWithoutVessel_MeetsWithinTheRadius(int minutesOfLatitudeOff, string outcome)
    {
        var report = Judge([Area("a", 10) with { Position = new GeoPosition(Centre.Latitude + (minutesOfLatitudeOff / 60.0), Centre.Longitude) }], Ring());

        Assert.Equal(outcome, report.Labels.Single().Outcome);
        Assert.Equal(outcome == "met" ? 0 : 1, report.FalseAlarms.Count);
    }

    [Fact]
    public void Evaluate_AlertWithoutAPlace_DoesNotMeetALabelThatHasOne() =>
        Assert.Equal("missed", Judge([Area("a", 10) with { Position = null }], Ring()).Labels.Single().Outcome);

    [Fact]
    public void Evaluate_LabelWithoutAPlace_IsMetAnywhere() =>
        Assert.Equal("met", Judge([Area("a", 10) with { Position = null }], Ring() with { Place = null }).Labels.Single().Outcome);

    [Fact]
    public void Evaluate_AlertAboutAMember_DoesNotMeetTheAreaLabel() =>
        Assert.Equal("missed", Judge([Area("a", 10) with { Mmsi = Culprit }], Ring()).Labels.Single().Outcome);

    [Fact]
    public void Evaluate_ForbiddenAboutAMember_IsAViolationThatNamesHer()
    {
        var report = Judge([Area("a", 10), Event("b", 11, 2, kind: Spoof), Event("c", 11, 2, kind: Spoof, mmsi: Stranger)], Ring());

        var violation = Assert.Single(report.Violations);
        Assert.Equal((Culprit, "b"), (violation.Mmsi!.Value, violation.AlertId));

        // The stranger is no member: hers is a false alarm.
        Assert.Equal("c", Assert.Single(report.FalseAlarms).AlertId);
        Assert.Equal((1, 2), (report.Right, report.Wrong));
    }

    [Fact]
    public void Evaluate_AnyKindForbiddenToMembers_DoesNotForbidTheAreaAlertItself()
    {
        var label = Ring() with { NotExpected = [new ForbiddenAlert(null, "SEVERITY_NOTICE", Begin, At(30))] };

        Assert.Empty(Judge([Area("a", 10)], label).Violations);
    }

    [Fact]
    public void Evaluate_LabelWithoutMembers_ForbidsAlertsOfItsPlace()
    {
        var label = Ring() with { Kind = null, Members = [], NotExpected = [new ForbiddenAlert(Interference, "SEVERITY_NOTICE", Begin, At(30))] };

        Assert.Single(Judge([Area("a", 10)], label).Violations);
        Assert.Empty(Judge([Area("a", 10) with { Position = new GeoPosition(55, 5) }], label).Violations);
        Assert.Empty(Judge([Event("b", 10, 2, kind: Interference)], label).Violations);
    }

    [Fact]
    public void Evaluate_SamePlaceOnAnotherDay_IsAFalseAlarm()
    {
        var report = Judge([Area("a", 10), Event("a", 20, 2, "CLOSED", null, Interference) with { Position = Centre }, Area("b", 900)], Ring());

        Assert.Equal("b", Assert.Single(report.FalseAlarms).AlertId);
        Assert.Empty(report.Duplicates);
    }

    [Fact]
    public void Evaluate_TwoAlertsOfOneArea_AreADuplicate() =>
        Assert.Equal("b", Assert.Single(Judge([Area("a", 10), Area("b", 12)], Ring()).Duplicates).AlertId);

    private static AlertLine Area(string id, double minutes) => Event(id, minutes, 2, mmsi: null, kind: Interference) with { AssetId = null, Position = Centre };

    private static Label Ring() => new()
    {
        Recipe = "R8",
        Members = [Culprit, 244000003],
        Place = new LabelPlace(Centre.Latitude, Centre.Longitude, 2000),
        Kind = Interference,
        Start = Begin,
        End = At(30),
        ExpectedDetectors = ["S5"],
        MinimumSeverity = "SEVERITY_WARNING",
        NotExpected = [new ForbiddenAlert(Spoof, "SEVERITY_NOTICE", Begin, At(60))],
    };
}
