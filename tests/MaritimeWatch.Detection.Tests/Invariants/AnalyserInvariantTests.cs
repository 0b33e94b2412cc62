using System.Globalization;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Invariants;

/// <summary>What must not change the alerts. "Same" means every value of every event.</summary>
public sealed class AnalyserInvariantTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(256)]
    public void Shards_AnyNumber_SameEvents(int shards)
    {
        var expected = BusySea.Base();
        var log = BusySea.Watch(BusySea.Traffic(), shards);
        Assert.Equal(expected, log.Canonical());
        Assert.Equal(BusySea.Watch(BusySea.Traffic()).HeldBack, log.HeldBack);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Order_ShuffledWithinTheAllowedLateness_SameEvents(int seed)
    {
        // A report that is at most 60 s behind every report before it is in time (detectors.md C.0).
        var random = new Random(seed);
        var shuffled = BusySea.Traffic().Select(report => (Arrives: report.Time + TimeSpan.FromSeconds(random.Next(0, 61)), Tie: random.Next(), report))
            .OrderBy(entry => entry.Arrives).ThenBy(entry => entry.Tie).Select(entry => entry.report).ToList();
        Assert.NotEqual(BusySea.Traffic(), shuffled);
        Assert.Equal(BusySea.Base(), BusySea.Watch(shuffled).Canonical());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Order_MessagesRepeated_SameEvents(int seed)
    {
        // Another station hears the same transmission and stamps it up to five seconds later.
        var random = new Random(seed);
        var repeated = BusySea.Traffic()
            .SelectMany(report => random.Next(3) == 0 ? [report, Later(report, TimeSpan.FromSeconds(random.Next(0, 6)))] : new[] { report })
            .OrderBy(report => report.Time).ToList();
        Assert.True(repeated.Count > BusySea.Traffic().Count);
        var log = BusySea.Watch(repeated);
        Assert.Equal(repeated.Count - BusySea.Traffic().Count, log.Dropped("Order", DropReason.Duplicate));
        Assert.Equal(BusySea.Base(), log.Canonical());
    }

    [Fact]
    public void Vessels_OthersMixedIn_SameAlertsForThisOne()
    {
        BusySea.Base();
        var alone = BusySea.Watch(Voyage.Traffic(BusySea.LoitererAlone())).Events;
        var among = BusySea.Watch(BusySea.Traffic()).Events.Where(alert => alert.Vessel!.Mmsi.Value == BusySea.Loiterer);
        Assert.NotEmpty(alone);
        Assert.Equal(alone.Select(WithoutSequence), among.Select(WithoutSequence));

        static string WithoutSequence(Domain.Alerts.AlertEvent alert) => CanonicalText.Of(alert with { Sequence = 0 });
    }

    [Theory]
    [InlineData(3653)]
    [InlineData(-3653)]
    public void Time_ShiftedByTenYears_SameAlertsShifted(int days)
    {
        var shift = TimeSpan.FromDays(days);
        Assert.Equal(BusySea.Base(), BusySea.Watch([.. BusySea.Traffic().Select(report => Later(report, shift))]).Canonical(shift));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Advance_CalledAtAnyMoments_SameEvents(int seed)
    {
        var random = new Random(seed);
        var analyser = new Analyser(BusySea.Index, DetectionSettings.Default, 4);
        var events = new List<string>();
        foreach (var report in BusySea.Traffic())
        {
            analyser.Observe(report);
            if (random.Next(seed * 40) == 0)
            {
                analyser.Advance(analyser.Clock.Watermark - TimeSpan.FromSeconds(random.Next(600)));
                events.AddRange(analyser.Drain().Select(alert => CanonicalText.Of(alert)));
            }
        }

        analyser.Complete();
        events.AddRange(analyser.Drain().Select(alert => CanonicalText.Of(alert)));
        Assert.Equal(BusySea.Base(), events);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(100, 8)]
    [InlineData(5_000, 3)]
    [InlineData(int.MaxValue, 8)]
    public void Rounds_OfAnySize_SameEventsAsOneByOne(int roundSize, int shards)
    {
        var analyser = new Analyser(BusySea.Index, DetectionSettings.Default, shards);
        foreach (var round in BusySea.Traffic().Chunk(roundSize))
        {
            foreach (var report in round)
            {
                var watermark = analyser.Clock.Watermark;
                Assert.Equal(DropReason.None, analyser.Clock.Admit(report.Time));
                analyser.ObserveIn(analyser.ShardOf(report.Mmsi), report, watermark);
            }

            for (var shard = 0; shard < shards; shard++)
            {
                analyser.AdvanceShard(shard, analyser.Clock.Watermark);
            }

            analyser.Collect(analyser.Clock.Watermark);
        }

        analyser.Complete();
        Assert.Equal(BusySea.Base(), Logbook.Of(analyser).Canonical());
    }

    [Fact]
    public void LateData_AnyNumberOfShards_SameRetractions()
    {
        var ship = BusySea.LoitererAlone().Late("00:30", arrives: "01:20:05", knots: 9, metresOff: 5_000, metresAlong: -9_000)
            .Late("00:31", arrives: "01:20:05", knots: 9, metresOff: 5_000, metresAlong: -9_000);
        var traffic = Voyage.Traffic([ship, .. BusySea.Others()]);
        var one = BusySea.Watch(traffic);
        Assert.Contains(one.Events, alert => alert.State == Domain.Alerts.AlertState.Retracted);
        Assert.Equal(one.Canonical(), BusySea.Watch(traffic, 8).Canonical());
    }

    [Fact]
    public void Feed_AnyEvents_SequenceAndRevisionsHaveNoGaps()
    {
        BusySea.Base();
        var events = BusySea.Watch(BusySea.Traffic()).Events;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(alert => alert.Sequence));
        foreach (var alert in events.GroupBy(alert => alert.AlertId))
        {
            Assert.Equal(Enumerable.Range(1, alert.Count()), alert.Select(entry => entry.Revision));
            Assert.Equal(
                string.Create(CultureInfo.InvariantCulture, $"{alert.First().Vessel!.Mmsi}-{alert.First().Asset?.Id ?? Place(alert.First().Kind)}-{alert.First().Since.ToDateTime():yyyyMMdd'T'HHmmss'Z'}"),
                alert.Key[(alert.Key.IndexOf(alert.First().Vessel!.Mmsi.ToString(), StringComparison.Ordinal))..]);
        }
    }

    private static string Place(Domain.Alerts.AlertKind kind) => kind switch
    {
        Domain.Alerts.AlertKind.RestrictedArea => "the-farm",
        Domain.Alerts.AlertKind.RouteDeviation => "the-lane",
        _ => "open-sea",
    };

    private static AisReport Later(in AisReport report, TimeSpan by) => report with { Dynamic = report.Dynamic with { Time = report.Time + by } };
}
