using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Ordering;

public sealed class ReorderBufferTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly ReorderBuffer buffer = new();

    [Fact]
    public void TryRelease_AnyOrderIn_EventTimeOrderOut()
    {
        var random = new Random(7);
        var seconds = Enumerable.Range(0, 500).Select(_ => random.Next(1000)).ToList();
        foreach (var second in seconds)
        {
            buffer.Add(Fix(second, metresOff: second));
        }

        Assert.Equal(At(seconds.Min()), buffer.NextTime);
        Assert.Equal(seconds.Order().Select(At), Release(At(2000)).Select(entry => entry.Report.Time));
        Assert.Equal(Instant.MaxValue, buffer.NextTime);
    }

    [Fact]
    public void TryRelease_FedAndEmptiedByTurns_LosesNothing()
    {
        var random = new Random(8);
        var released = new List<Instant>();
        for (var second = 0; second < 3000; second++)
        {
            buffer.Add(Fix(second + random.Next(60), metresOff: second));
            released.AddRange(Release(At(second)).Select(entry => entry.Report.Time));
        }

        released.AddRange(Release(At(5000)).Select(entry => entry.Report.Time));
        Assert.Equal(3000, released.Count);
        Assert.Equal(released.Order(), released);
    }

    [Fact]
    public void TryRelease_AtTheWatermark_StillWaits()
    {
        buffer.Add(Fix(10));
        Assert.Empty(Release(At(10)));
        Assert.Single(Release(At(10) + TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void TryRelease_SameContent_IsACopyForFiveSeconds(int secondsLater, bool isCopy)
    {
        buffer.Add(Fix(10));
        buffer.Add(Fix(10 + secondsLater));
        Assert.Equal([false, isCopy], Release(At(100)).Select(entry => entry.IsDuplicate));
    }

    [Fact]
    public void TryRelease_CopyOfACopy_IsToldFromTheFirst()
    {
        // Four seconds apart each: the third is eight seconds after what was released, so it counts.
        buffer.Add(Fix(10));
        buffer.Add(Fix(14));
        buffer.Add(Fix(18));
        Assert.Equal([false, true, false], Release(At(100)).Select(entry => entry.IsDuplicate));
    }

    [Fact]
    public void TryRelease_AnythingDiffers_IsNoCopy()
    {
        var fix = Fix(10).Dynamic;
        PositionReport[] others =
        [
            fix with { RawLatitude = fix.RawLatitude + 1 }, fix with { RawLongitude = fix.RawLongitude + 1 }, fix with { RawSpeed = 13 },
            fix with { RawCourse = 1 }, fix with { RawHeading = 1 }, fix with { Status = NavigationalStatus.AtAnchor },
        ];
        foreach (var other in others)
        {
            var fresh = new ReorderBuffer();
            fresh.Add(new AisReport(fix, null));
            fresh.Add(new AisReport(other, null));
            Assert.True(fresh.TryRelease(At(100), Window, out _, out _));
            Assert.True(fresh.TryRelease(At(100), Window, out _, out var isDuplicate));
            Assert.False(isDuplicate);
        }
    }

    [Fact]
    public void TryRelease_StaticReports_AreNeverCopies()
    {
        var mmsi = new Mmsi(219_000_606);
        buffer.Add(new AisReport(PositionReport.Create(At(10), mmsi, null), new StaticReport(mmsi, Name: "A")));
        buffer.Add(new AisReport(PositionReport.Create(At(10), mmsi, null), new StaticReport(mmsi, Name: "B")));
        Assert.Equal([false, false], Release(At(100)).Select(entry => entry.IsDuplicate));
    }

    [Fact]
    public void TryRelease_SameSecond_OrderOfArrivalDoesNotMatter()
    {
        var other = new ReorderBuffer();
        foreach (var metres in new[] { 5, 3, 9, 1 })
        {
            buffer.Add(Fix(10, metres));
        }

        foreach (var metres in new[] { 9, 1, 5, 3 })
        {
            other.Add(Fix(10, metres));
        }

        Assert.Equal(Release(At(100)), Release(At(100), other));
    }

    private static Instant At(int second) => Waters.Midnight + TimeSpan.FromSeconds(second);

    private static AisReport Fix(int second, double metresOff = 0) =>
        new(PositionReport.Create(At(second), new Mmsi(219_000_606), Waters.Place(metresOff, 0), 1.2, 0, 0), null);

    private List<(AisReport Report, bool IsDuplicate)> Release(Instant watermark, ReorderBuffer? from = null)
    {
        var released = new List<(AisReport, bool)>();
        while ((from ?? buffer).TryRelease(watermark, Window, out var report, out var isDuplicate))
        {
            released.Add((report, isDuplicate));
        }

        return released;
    }
}
