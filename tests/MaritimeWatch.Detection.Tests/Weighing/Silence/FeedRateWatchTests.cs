using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Detection.Weighing.Silence;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing.Silence;

public sealed class FeedRateWatchTests
{
    private const int Gone = 75;

    // Two regions of 100 reports an hour; the station of one is taken away on the fourth day, at three.
    [Fact]
    public void Look_AStationTakenAwayForGood_IsDegradedUntilItHasNoRateForADay()
    {
        var told = Watch(300, hour => hour < Gone ? 100 : 0);
        Assert.Equal([AlertState.Raised, AlertState.Closed], told.Select(finding => finding.State));
        Assert.Equal(At(Gone + 1), told[0].EventTime);

        // Four silent days of the seven make the median nought; a day later nothing is left to compare.
        Assert.Equal(At(Gone + (4 * 24) + 1 + 24), told[1].EventTime);
        Assert.StartsWith("The rate of the region about", told[1].Headline, StringComparison.Ordinal);
        Assert.Contains("has been low for so long that there is none to compare it with", told[1].Headline, StringComparison.Ordinal);
    }

    // Three of four hours have too few reports for a rate: unknown for hours is not unknown for a day.
    [Fact]
    public void Look_ARateThatIsKnownByDayOnly_StaysDegradedOverTheNight()
    {
        var told = Watch(Gone + 40, hour => hour % 24 >= 6 ? 10 : hour < 72 ? 100 : 20);
        Assert.Equal([AlertState.Raised], told.Select(finding => finding.State));
    }

    private static Instant At(int hour) => Waters.Midnight + TimeSpan.FromHours(hour);

    /// <summary>What is told of the one region by hours after midnight; the other goes on.</summary>
    private static List<Finding> Watch(int hours, Func<int, int> reports)
    {
        var options = new FeedHealthOptions();
        var watch = new FeedRateWatch(options, new OutageLog(options.TogetherWithin), new FeedHealthText(options, ""));
        var findings = new List<Finding>();
        for (var hour = -1; hour < hours; hour++)
        {
            Count(watch, hour, 55.5, 500);
            Count(watch, hour, 51.5, reports(hour));
            watch.Look(At(hour + 1), findings);
        }

        return findings;
    }

    private static void Count(FeedRateWatch watch, int hour, double latitude, int reports)
    {
        if (reports > 0)
        {
            watch.Count(new PictureSample(
                At(hour), new Mmsi(211_000_001), 0, PositionReport.ToRaw(latitude), PositionReport.ToRaw(2.5), 10, 90, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, false, (ushort)reports));
        }
    }
}
