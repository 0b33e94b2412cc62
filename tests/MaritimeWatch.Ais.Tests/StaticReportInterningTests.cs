using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Tests;

public sealed class StaticReportInterningTests
{
    private static readonly Mmsi Anna = new(219000606);

    [Fact]
    public void TryGet_SameHashOfAnotherShip_IsUnknown()
    {
        var interning = new StaticReportInterning();
        interning.Add(Anna, 42, new StaticReport(Anna, Name: "ANNA"));

        Assert.False(interning.TryGet(new Mmsi(219000607), 42, out _));
        Assert.True(interning.TryGet(Anna, 42, out var report));
        Assert.Equal("ANNA", report!.Name);
    }

    [Fact]
    public void Add_SecondTime_KeepsTheFirstInstance()
    {
        var interning = new StaticReportInterning();
        var first = interning.Add(Anna, 42, new StaticReport(Anna, Name: "ANNA"));

        Assert.Same(first, interning.Add(Anna, 42, new StaticReport(Anna, Name: "ANNA")));
        Assert.Equal(1, interning.Count);
    }

    [Fact]
    public void Add_Nothing_IsKnownAsNothing()
    {
        var interning = new StaticReportInterning();
        interning.Add(Anna, 42, null);

        Assert.True(interning.TryGet(Anna, 42, out var report));
        Assert.Null(report);
    }

    [Fact]
    public void Add_BeyondTheCapacity_StartsAfreshAndStaysBounded()
    {
        var interning = new StaticReportInterning(capacity: 100);
        for (uint i = 1; i <= 101; i++)
        {
            Assert.Equal((int)Math.Min(i, 101) - 1, interning.Count % 101);
            interning.Add(new Mmsi(i), i, new StaticReport(new Mmsi(i), Name: "A"));
        }

        Assert.Equal(1, interning.Count);
        Assert.False(interning.TryGet(new Mmsi(1), 1, out _));
        Assert.True(interning.TryGet(new Mmsi(101), 101, out _));
    }

    [Fact]
    public void Add_HashesThatAllMeet_AreAllFound()
    {
        var interning = new StaticReportInterning(capacity: 64);
        for (ulong hash = 0; hash < 64; hash++)
        {
            interning.Add(Anna, hash, new StaticReport(Anna, Name: $"N{hash}"));
        }

        for (ulong hash = 0; hash < 64; hash++)
        {
            Assert.True(interning.TryGet(Anna, hash, out var report));
            Assert.Equal($"N{hash}", report!.Name);
        }
    }

    [Fact]
    public void TryGet_WhileOthersAdd_NeverGivesAnotherShipsData()
    {
        var interning = new StaticReportInterning(capacity: 500);
        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 50_000; i++)
            {
                var mmsi = new Mmsi((uint)random.Next(1, 1_000));
                var report = interning.TryGet(mmsi, mmsi.Value, out var known)
                    ? known
                    : interning.Add(mmsi, mmsi.Value, new StaticReport(mmsi, Name: mmsi.ToString()));
                Assert.Equal(mmsi, report!.Mmsi);
            }
        });

        Assert.InRange(interning.Count, 1, 500);
    }
}
