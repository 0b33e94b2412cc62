using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Tests.Scenarios;

/// <summary>R7 and R9: what the feed does, seen in the file (detectors.md G.2).</summary>
public class FeedRecipeTests
{
    public static TheoryData<string, ulong> Outages => new() { { "R7A", 42 }, { "R7A", 3 }, { "R7B", 42 }, { "R7B", 3 } };

    [Theory]
    [MemberData(nameof(Outages))]
    public void R7_Members_AllFallSilentForTwentyTwoMinutesAndComeBack(string recipe, ulong seed)
    {
        var traffic = TestTraffic.Of(recipe, seed);
        var label = traffic.Labels.Labels.Single();
        var back = label.Start + TimeSpan.FromMinutes(22);

        Assert.Equal(recipe == "R7A" ? 140 : 30, label.Members.Count);
        Assert.All(label.Members, member =>
        {
            var track = traffic.TrackOf(member);
            Assert.DoesNotContain(track, report => report.Time >= label.Start && report.Time < back);
            Assert.Contains(track, report => report.Time > label.Start - TimeSpan.FromMinutes(2) && report.Time < label.Start);
            Assert.Contains(track, report => report.Time >= back && report.Time < back + TimeSpan.FromMinutes(2));
        });
        Assert.Contains(label.NotExpected, forbidden => forbidden.Kind == "ALERT_KIND_DARK_GAP" && forbidden.Start <= label.Start && forbidden.End > back);

        // One receiver: the rest of the feed goes on. The whole feed: nothing at all.
        var meanwhile = traffic.Reports.Count(report => report.Time >= label.Start && report.Time < back);
        Assert.True(recipe == "R7A" ? meanwhile > 500 : meanwhile == 0, $"{meanwhile} reports meanwhile");
    }

    [Theory]
    [InlineData(42)]
    [InlineData(3)]
    public void R9A_Batch_FillsFortyMinutesCompletelyButLate(ulong seed)
    {
        var traffic = TestTraffic.Of("R9A", seed);
        var label = traffic.Labels.Labels.Single();
        var delivered = label.Start + TimeSpan.FromMinutes(40);

        Assert.True(label.IsRetracted);
        Assert.Equal(delivered, label.End);
        var late = LateRows(traffic, label.Mmsi!.Value);
        Assert.InRange(late.Count, 180, 250); // 40 minutes at 10 s, less 5 to 20 % lost
        Assert.All(late, row => Assert.InRange((row.Report.Time - label.Start).TotalMinutes, 0, 40));
        Assert.All(late, row => Assert.InRange((row.FeedTime - delivered).TotalSeconds, -30, 30));
        Assert.Equal(late.Select(row => row.Report.Time).Order(), late.Select(row => row.Report.Time));

        // With the batch in its place there is no hole left.
        Assert.InRange(LongestSilence(traffic, label.Mmsi.Value).TotalMinutes, 0, 3);
    }

    [Theory]
    [InlineData(42)]
    [InlineData(3)]
    public void R9B_Batch_LeavesFiftyThreeMinutesDark(ulong seed)
    {
        var traffic = TestTraffic.Of("R9B", seed);
        var label = traffic.Labels.Labels.Single();

        Assert.False(label.IsRetracted);
        Assert.All(LateRows(traffic, label.Mmsi!.Value), row => Assert.InRange((row.Report.Time - label.Start).TotalMinutes, 0, 22));
        Assert.Equal(53, LongestSilence(traffic, label.Mmsi.Value).TotalMinutes, 2.0);
    }

    [Theory]
    [InlineData("R9A")]
    [InlineData("R9B")]
    public void R9_Company_IsHeardInTheSameWaterThroughout(string recipe)
    {
        var traffic = TestTraffic.Of(recipe);
        var label = traffic.Labels.Labels.Single();
        var company = traffic.Reports.Where(report => report.Mmsi.Value != label.Mmsi).GroupBy(report => report.Mmsi)
            .Where(ship => ship.Any(report => report.Time < label.Start) && ship.Any(report => report.Time > label.End)).ToList();

        Assert.True(company.Count >= 5, $"{company.Count} ships");
        Assert.All(company, ship => Assert.InRange(LongestSilence(traffic, ship.Key.Value).TotalMinutes, 0, 5));
    }

    private static List<(PositionReport Report, Instant FeedTime)> LateRows(TestTraffic traffic, uint mmsi)
    {
        var rows = new List<(PositionReport Report, Instant FeedTime)>();
        var feedTime = Instant.MinValue;
        foreach (var report in traffic.Reports)
        {
            feedTime = Instant.Max(feedTime, report.Time);
            if (report.Mmsi.Value == mmsi && feedTime - report.Time > TimeSpan.FromMinutes(1))
            {
                rows.Add((report.Dynamic, feedTime));
            }
        }

        Assert.NotEmpty(rows);
        return rows;
    }

    private static TimeSpan LongestSilence(TestTraffic traffic, uint mmsi)
    {
        var times = traffic.Reports.Where(report => report.Mmsi.Value == mmsi).Select(report => report.Time).Order().ToList();
        return times.Zip(times.Skip(1)).Max(pair => pair.Second - pair.First);
    }
}
