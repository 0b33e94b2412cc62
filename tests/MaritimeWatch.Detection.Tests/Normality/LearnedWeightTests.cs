using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Normality;

/// <summary>Learned normality in the analyser: evidence, one step of severity at most, and nothing without a model.</summary>
public sealed class LearnedWeightTests
{
    // Cargo ships pass the cable at speed; nobody stops there.
    private static readonly Lazy<NormalityModel> NobodyStops = new(() => new Lessons()
        .Lane(40, type: 70, fromEast: -30_000, fromNorth: 0, course: 90, knots: 13)
        .Lane(40, type: 70, fromEast: 30_000, fromNorth: -3_000, course: 270, knots: 12, seed: 4)
        .Learn());

    // The same, and most ships wait for hours where the cable runs, going to and fro at a knot and a half.
    private static readonly Lazy<NormalityModel> AllWait = new(() => new Lessons()
        .Lane(25, type: 70, fromEast: -30_000, fromNorth: 0, course: 90, knots: 13)
        .Lane(50, type: 70, fromEast: 200, fromNorth: -3_000, course: 0, knots: 1.5, hours: 5, seed: 5, wanderDegrees: 0)
        .Lane(50, type: 70, fromEast: 200, fromNorth: 3_000, course: 180, knots: 1.5, hours: 5, seed: 6, wanderDegrees: 0)
        .Learn());

    private static Voyage Waiting(string until) => Voyage.Of(shipType: 70).Noisy(1).Starts("00:00", metresOff: 200, metresAlong: 1_000, knots: 1.5).Sails(until, knots: 1.5, course: 0);

    private static Voyage Pacing => Voyage.Of(shipType: 70).Starts("00:00", metresOff: 200, knots: 1.2).Paces("01:30", knots: 1.2);

    [Fact]
    public void Loitering_WithoutAModel_SaysNothingOfIt()
    {
        var loitering = Watch(null, Pacing).Of(AlertKind.Loitering);

        Assert.Equal(Severity.Notice, loitering[0].Severity);
        Assert.All(loitering, alert => Assert.DoesNotContain(alert.Evidence.Measurements, number => number.Name.StartsWith("unusual for", StringComparison.Ordinal)));
        Assert.All(loitering, alert => Assert.DoesNotContain(alert.Evidence.Explanations, tried => tried.Name == "ordinary here, as learned"));
    }

    // A notice at 20 minutes and a warning at 40 are the rule; the first whole half hour is at 25.
    [Fact]
    public void Loitering_WhereNobodyStops_IsAWarningAsSoonAsHalfAnHourIsKnown()
    {
        var book = Watch(NobodyStops.Value, Pacing);

        Assert.Equal("00:20", book.When(AlertKind.Loitering, Severity.Notice));
        Logbook.AssertBetween("00:25", "00:27", book.Of(AlertKind.Loitering).First(alert => alert.Severity == Severity.Warning).EventTime);
        Assert.Equal(Severity.Warning, book.Worst(AlertKind.Loitering));
        var warning = book.Of(AlertKind.Loitering).First(alert => alert.Severity == Severity.Warning);
        var unusual = Assert.Single(warning.Evidence.Measurements, number => number.Name.StartsWith("unusual for cargo ships here", StringComparison.Ordinal));
        Assert.InRange(unusual.Value, 99.5, 100);
        Assert.Equal((99.5, ">=", "%"), (unusual.Threshold!.Value, unusual.Comparison, unusual.Unit));
        Assert.Contains(NobodyStops.Value.Id, Assert.Single(warning.Evidence.Explanations, tried => tried.Name == "ordinary here, as learned").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Loitering_WhereAllWait_StaysANoticeWithTheReason()
    {
        var book = Watch(AllWait.Value, Waiting("01:30"));

        Assert.Equal(Severity.Warning, Watch(null, Waiting("01:30")).Worst(AlertKind.Loitering));
        Assert.True(Severity.Notice == book.Worst(AlertKind.Loitering), string.Join(Environment.NewLine, book.Of(AlertKind.Loitering).Select(alert => $"{alert.EventTime} {alert.Severity} {alert.Evidence.Explanations[^1].Detail}")));
        Assert.Contains(book.Of(AlertKind.Loitering), alert => alert.SuppressedBy.Contains("ordinary for cargo ships here, as learned"));
    }

    // An alarm is an alarm, however many wait there: 120 minutes.
    [Fact]
    public void Loitering_AlarmWhereAllWait_IsNotTouched() =>
        Assert.Equal(Severity.Alarm, Watch(AllWait.Value, Waiting("03:00")).Worst(AlertKind.Loitering));

    [Fact]
    public void Loitering_ClassOfWhichLittleWasLearned_IsLeftAsItIs()
    {
        var tanker = Voyage.Of(shipType: 80).Starts("00:00", metresOff: 200, knots: 1.2).Paces("00:39", knots: 1.2);
        var book = Watch(NobodyStops.Value, tanker);

        Assert.Equal(Severity.Notice, book.Worst(AlertKind.Loitering));
        Assert.StartsWith("unknown", Assert.Single(book.Of(AlertKind.Loitering)[0].Evidence.Explanations, tried => tried.Name == "ordinary here, as learned").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_UnusualAlone_RaisesNothing()
    {
        // Off every lane and far from the cable, to and fro: as unusual as can be.
        var odd = Voyage.Of(shipType: 70, length: 90).Starts("00:00", metresOff: 12_000, knots: 2).Paces("03:00", knots: 2);
        Assert.Empty(Watch(NobodyStops.Value, odd).Events);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void AnyNumberOfShards_GiveTheSameEvents(int shards)
    {
        var traffic = Voyage.Traffic(Pacing, Voyage.Of(mmsi: 219_000_607, shipType: 70).Starts("00:00", metresOff: -150, knots: 1.2).Paces("01:10", knots: 1.1));
        var one = Keep(NobodyStops.Value, traffic, 1);
        Assert.NotEmpty(one.Events);
        Assert.Equal(one.Canonical(), Keep(NobodyStops.Value, traffic, shards).Canonical());
    }

    internal static Logbook Watch(NormalityModel? model, params Voyage[] voyages) => Keep(model, Voyage.Traffic(voyages), 1);

    internal static Logbook Keep(NormalityModel? model, IReadOnlyList<Domain.Vessels.AisReport> traffic, int shards, Waters? waters = null)
    {
        var analyser = new Analyser((waters ?? Waters.WithOneCable()).Index, DetectionSettings.Default, shards, model);
        foreach (var report in traffic)
        {
            analyser.Observe(report);
            analyser.Advance(analyser.Clock.Watermark);
        }

        analyser.Complete();
        return Logbook.Of(analyser);
    }
}
