using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Tests.Normality;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Tests.Detectors;

/// <summary>Cargo ships sail eastward and westward 30 km south of the story; the cable runs north and south through its middle.</summary>
public sealed class LaneDeviationTests
{
    // Fishing vessels are all about, so that the waters are known; the lanes of cargo ships are far to the south.
    private static readonly Lazy<NormalityModel> Sea = new(() => new Lessons()
        .Lane(40, type: 70, fromEast: -40_000, fromNorth: -30_000, course: 90, knots: 14)
        .Lane(40, type: 70, fromEast: 40_000, fromNorth: -33_000, course: 270, knots: 14, seed: 4)
        .Lane(40, type: 30, fromEast: -20_000, fromNorth: 2_000, course: 90, knots: 4, hours: 5, seed: 5)
        .Learn());

    private static readonly NormalityModel NoLanesKnown = new Lessons().Lane(8, type: 70, fromEast: -40_000, fromNorth: -30_000, course: 90, knots: 14).Learn();

    /// <summary>Eastward towards the cable at 10 kn: 18.5 km and an hour from it at midnight.</summary>
    private static Voyage Towards(int? length = 150, int type = 70, double fromOff = -18_000, double north = 2_000) =>
        Voyage.Of(shipType: type, length: length).Starts("00:00", fromOff, north, knots: 10, course: 90).Sails("00:50", knots: 10, course: 90);

    /// <summary>Northward beside the cable.</summary>
    private static Voyage Along(double metresOff, double course = 0) =>
        Voyage.Of(shipType: 70, length: 150).Starts("00:00", metresOff, -8_000, knots: 10, course: course).Sails("00:50", knots: 10, course: course);

    [Fact]
    public void HeadingForTheCable_OffEveryLaneForTwentyMinutes_IsANotice()
    {
        var deviation = LearnedWeightTests.Watch(Sea.Value, Towards()).Of(AlertKind.RouteDeviation);

        Assert.Equal(Severity.Notice, deviation[0].Severity);
        Logbook.AssertBetween("00:20", "00:21", deviation[0].EventTime);
        Assert.Equal("north-cable", deviation[0].Asset!.Id);
        Assert.Equal("north-cable", deviation[0].NextAssets[0].AssetId);
        Assert.Equal(Voyage.Moment("00:00"), deviation[0].Since);
        Assert.All(deviation, alert => Assert.Equal(Severity.Notice, alert.Severity));

        // 32 km south is six rows of cells of 5.56 km: more than three.
        var cells = Assert.Single(deviation[0].Evidence.Measurements, number => number.Name.StartsWith("cells of 3 nm", StringComparison.Ordinal));
        Assert.InRange(cells.Value, 5, 6);
        Assert.Equal((3, ">"), (cells.Threshold, cells.Comparison));
    }

    // On the cable's line, 20 minutes after the 20 minutes are counted from the start too.
    [Theory]
    [InlineData(300, Severity.Warning)]
    [InlineData(1_500, Severity.Notice)]
    public void FollowingTheCable_WithinATier_IsWorseTheNearer(double metresOff, Severity expected) =>
        Assert.Equal(expected, LearnedWeightTests.Watch(Sea.Value, Along(metresOff)).Worst(AlertKind.RouteDeviation));

    // 20 degrees is the limit; at 10 kn and 25 degrees she crosses and is gone.
    [Theory]
    [InlineData(10, true)]
    [InlineData(40, false)]
    public void FollowingTheCable_CourseOffItsLine_CountsWithinTwentyDegrees(double course, bool isWarning) =>
        Assert.Equal(isWarning, LearnedWeightTests.Watch(Sea.Value, Voyage.Of(shipType: 70, length: 150)
            .Starts("00:00", metresOff: -600, metresAlong: -4_000, knots: 4.5, course: course).Sails("01:00", knots: 4.5, course: course))
            .Worst(AlertKind.RouteDeviation) == Severity.Warning);

    [Fact]
    public void WithoutAModel_Nothing() => Assert.Empty(LearnedWeightTests.Watch(null, Towards(), Along(300)).Of(AlertKind.RouteDeviation));

    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    [InlineData(null, false)]
    public void Length_FromAHundredMetres_Counts(int? length, bool expected) =>
        Assert.Equal(expected, LearnedWeightTests.Watch(Sea.Value, Towards(length)).Of(AlertKind.RouteDeviation).Count > 0);

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(52)]
    public void OtherClasses_Never(int type) => Assert.Empty(LearnedWeightTests.Watch(Sea.Value, Towards(type: type)).Of(AlertKind.RouteDeviation));

    // The lane is in the cells of 30 km south; three cells of 5.6 km are about 17 km.
    [Theory]
    [InlineData(-29_000, false)]
    [InlineData(-18_000, false)]
    [InlineData(-8_000, true)]
    public void NearALaneOfHerClass_OnItsCourse_IsOrdinary(double north, bool expected) =>
        Assert.Equal(expected, LearnedWeightTests.Watch(Sea.Value, Towards(north: north)).Of(AlertKind.RouteDeviation).Count > 0);

    [Fact]
    public void NoAssetAhead_Nothing() =>
        Assert.Empty(LearnedWeightTests.Watch(Sea.Value, Towards(fromOff: 3_000)).Of(AlertKind.RouteDeviation));

    // An hour ahead at 10 kn is 18.5 km: from 30 km off she comes that near after 37 minutes.
    [Fact]
    public void AssetMoreThanAnHourAhead_WaitsUntilItIsAnHour()
    {
        var deviation = LearnedWeightTests.Watch(Sea.Value, Voyage.Of(shipType: 70, length: 150).Starts("00:00", -30_000, 2_000, knots: 10, course: 90).Sails("01:00", knots: 10, course: 90)).Of(AlertKind.RouteDeviation);
        Logbook.AssertBetween("00:37", "00:40", deviation[0].EventTime);
    }

    [Fact]
    public void LittleLearnedOfHerClass_IsHeldBackAsUnknown()
    {
        var book = LearnedWeightTests.Watch(NoLanesKnown, Towards());

        Assert.Empty(book.Of(AlertKind.RouteDeviation));
        Assert.StartsWith("unknown: fewer than 20 cargo ships", Assert.Single(book.HeldBack, held => held.Kind == AlertKind.RouteDeviation).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void LittleLearnedOfTheWaters_IsHeldBackAsUnknown()
    {
        var thin = new Lessons().Lane(40, type: 70, fromEast: -40_000, fromNorth: -120_000, course: 90, knots: 14).Learn();
        var book = LearnedWeightTests.Watch(thin, Towards());

        Assert.Empty(book.Of(AlertKind.RouteDeviation));
        Assert.StartsWith("unknown: fewer than 30 vessels", Assert.Single(book.HeldBack, held => held.Kind == AlertKind.RouteDeviation).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AtAPilotStation_IsHeldBackWithTheReason()
    {
        var waters = Waters.WithOneCable().Area(ContextCategory.PilotBoarding, "north-pilots", -20_000, 5_000);
        var book = LearnedWeightTests.Keep(Sea.Value, Voyage.Traffic(Towards()), 1, waters);

        Assert.Empty(book.Of(AlertKind.RouteDeviation));
        Assert.Contains(book.HeldBack, held => held.Kind == AlertKind.RouteDeviation && held.Reason == "at north-pilots");
    }

    // Wrong way speaks after 10 minutes, off the lanes would after 20: of one kind the first goes on, and no second one opens beside it.
    [Fact]
    public void AgainstATrafficLaneToo_TheFirstOfTheTwoGoesOnAlone()
    {
        var waters = Waters.WithOneCable().Area(ContextCategory.TrafficSeparation, "west-lane", -25_000, 15_000, direction: 270);
        var deviation = LearnedWeightTests.Keep(Sea.Value, Voyage.Traffic(Towards()), 1, waters).Of(AlertKind.RouteDeviation);

        Assert.Equal("RD wrong way", deviation[0].Evidence.Detector);
        Assert.Single(deviation.Select(alert => alert.AlertId).Distinct());
        Assert.All(LearnedWeightTests.Keep(Sea.Value, Voyage.Traffic(Towards()), 1).Of(AlertKind.RouteDeviation), alert => Assert.Equal("RD off the lanes", alert.Evidence.Detector));
    }

    // Past the cable at about 00:58 nothing is ahead any more; 30 minutes later it is over.
    [Fact]
    public void PastTheCable_ClosesAfterThirtyMinutes()
    {
        var deviation = LearnedWeightTests.Watch(Sea.Value, Voyage.Of(shipType: 70, length: 150).Starts("00:00", -18_000, 2_000, knots: 10, course: 90).Sails("02:00", knots: 10, course: 90)).Of(AlertKind.RouteDeviation);
        var closed = Assert.Single(deviation, alert => alert.State == AlertState.Closed);
        Logbook.AssertBetween("01:25", "01:33", closed.EventTime);
        Assert.Contains("no longer heads for an asset", closed.Headline, StringComparison.Ordinal);
    }
}
