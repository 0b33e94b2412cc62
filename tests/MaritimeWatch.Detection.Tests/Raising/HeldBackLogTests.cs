using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Raising;

public sealed class HeldBackLogTests
{
    [Fact]
    public void Add_BeyondItsCapacity_KeepsTheLatestAndCountsAll()
    {
        var log = new HeldBackLog();
        for (var i = 0; i < HeldBackLog.Capacity + 2; i++)
        {
            log.Add(new HeldBack(AlertKind.Loitering, new VesselIdentity(new Mmsi((uint)i), null, null, null, null, null), null, default, default, "the tide"));
        }

        Assert.Equal((HeldBackLog.Capacity, HeldBackLog.Capacity + 2L), (log.Count, log.Total));
        Assert.Equal((2u, HeldBackLog.Capacity + 1u), (log.First().Vessel.Mmsi.Value, log.Last().Vessel.Mmsi.Value));
    }
}
