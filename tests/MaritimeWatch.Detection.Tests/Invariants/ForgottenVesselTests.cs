using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Invariants;

/// <summary>A service runs for months: vessels that have been silent for 31 days make room at midnight, however and whenever anybody looks.</summary>
public sealed class ForgottenVesselTests
{
    private const uint Ship = 211_000_001;
    private const uint Other = 211_000_002;

    // Last heard on day 0 at 02:00: the midnight after 31 days is that of day 32.
    [Theory]
    [InlineData("31.23:59", 2, true)]
    [InlineData("32.00:00", 3, false)]
    [InlineData("32.10:00", 3, false)]
    public void Advance_SilentFor31Days_IsForgottenAtMidnight(string returns, int seen, bool isRemembered)
    {
        var (analyser, log) = Watch(Traffic(returns), 1, advanceEvery: 1);
        Assert.Equal((2, seen), (analyser.Vessels, analyser.VesselsSeen));

        // Whoever is remembered under another name and call sign has changed her identity.
        Assert.Equal(isRemembered, log.Of(AlertKind.IdentityChange).Count > 0);
        foreach (var (shards, advanceEvery) in ((int, int)[])[(8, 1), (1, 1000), (1, int.MaxValue), (3, 7)])
        {
            var (other, otherLog) = Watch(Traffic(returns), shards, advanceEvery);
            Assert.Equal((2, seen), (other.Vessels, other.VesselsSeen));
            Assert.Equal(log.Canonical(), otherLog.Canonical());
            Assert.Equal(log.HeldBack, otherLog.HeldBack);
        }
    }

    [Theory]
    [InlineData(31, 2)]
    [InlineData(32, 1)]
    public void Vessels_AreThoseThatMayStillBeRemembered(int untilDay, int known)
    {
        var (analyser, _) = Watch([.. Traffic(null).Where(report => report.Time < Day(untilDay) + TimeSpan.FromMinutes(31))], 4, advanceEvery: 1);
        Assert.Equal((known, 2), (analyser.Vessels, analyser.VesselsSeen));
    }

    private static Instant Day(double day) => Waters.Midnight + TimeSpan.FromDays(day);

    private static (Analyser Analyser, Logbook Log) Watch(IReadOnlyList<AisReport> traffic, int shards, int advanceEvery)
    {
        var analyser = new Analyser(Waters.WithOneCable().Index, DetectionSettings.Default, shards);
        var taken = 0;
        foreach (var report in traffic)
        {
            analyser.Observe(report);
            if (++taken % advanceEvery == 0)
            {
                analyser.Advance(analyser.Clock.Watermark);
            }
        }

        analyser.Complete();
        return (analyser, Logbook.Of(analyser));
    }

    /// <summary>A ship of two hours, which may return for another two under another name, and one that is heard throughout.</summary>
    private static List<AisReport> Traffic(string? returns)
    {
        var reports = new List<AisReport>();
        for (var minute = 0; minute < 34 * 1440; minute += 30)
        {
            reports.Add(Report(Other, Waters.Midnight + TimeSpan.FromMinutes(minute), 20_000, null));
        }

        Sails(Waters.Midnight, "BEFORE", "DABC1");
        if (returns is not null)
        {
            Sails(Waters.Midnight + Voyage.Clock(returns), "QUITE ANOTHER", "DXYZ9");
        }

        return [.. reports.OrderBy(report => report.Time).ThenBy(report => report.Mmsi)];

        void Sails(Instant from, string name, string callSign)
        {
            for (var minute = 0; minute <= 120; minute++)
            {
                reports.Add(Report(Ship, from + TimeSpan.FromMinutes(minute), -20_000 + (minute * 300), new StaticReport(new Mmsi(Ship), CallSign: callSign, Name: name)));
            }
        }
    }

    private static AisReport Report(uint mmsi, Instant time, double metresEast, StaticReport? said) => new(
        PositionReport.Create(time, new Mmsi(mmsi), Waters.Place(metresEast, 0), 9.7, 90, 90, NavigationalStatus.UnderWayUsingEngine), said);
}
