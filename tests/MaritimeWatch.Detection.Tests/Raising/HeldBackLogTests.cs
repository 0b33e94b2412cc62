using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Raising;

public sealed class HeldBackLogTests
{
    // One log, or eight that each see their own vessels only, in whatever order: the latest of all.
    [Fact]
    public void Latest_OfAnyNumberOfLogs_IsTheSame()
    {
        var random = new Random(5);
        var all = Enumerable.Range(0, 100_000).Select(i => Held((uint)random.Next(1, 400), i)).ToArray();
        var one = new HeldBackLog();
        var many = Enumerable.Range(0, 8).Select(_ => new HeldBackLog()).ToArray();
        foreach (var held in all)
        {
            one.Add(held);
        }

        // Vessel by vessel, as a shard that is advanced rarely finds them.
        foreach (var held in all.GroupBy(held => held.Vessel.Mmsi.Value).SelectMany(held => held))
        {
            many[held.Vessel.Mmsi.Value % 8].Add(held);
        }

        var latest = HeldBackLog.Latest(many.SelectMany(log => log)).ToList();
        Assert.Equal(HeldBackLog.Capacity, latest.Count);
        Assert.Equal(one, latest);
        Assert.Equal(all[50_000].EventTime, latest[0].EventTime);
        Assert.Equal(one.Total, many.Sum(log => log.Total));
    }

    [Fact]
    public void Add_BeyondItsCapacity_KeepsTheLatestAndCountsAll()
    {
        var log = new HeldBackLog();
        for (var i = 0; i < HeldBackLog.Capacity + 2; i++)
        {
            log.Add(Held((uint)i, 0));
        }

        Assert.Equal((HeldBackLog.Capacity, HeldBackLog.Capacity + 2L), (log.Count, log.Total));
        Assert.Equal((2u, HeldBackLog.Capacity + 1u), (log.First().Vessel.Mmsi.Value, log.Last().Vessel.Mmsi.Value));
    }
    private static HeldBack Held(uint mmsi, int second) => new(
        AlertKind.Loitering, new VesselIdentity(new Mmsi(mmsi), null, null, null, null, null), null, default, Waters.Midnight + TimeSpan.FromSeconds(second), "the tide");
}
