using System.Net;
using MaritimeWatch.Service.Access;

namespace MaritimeWatch.Service.Tests.Access;

public sealed class QuotasTests
{
    private readonly SetClock clock = new();

    [Fact]
    public void TakeRequest_FiftyInASecond_AreTakenAndTheNextWaits()
    {
        var quotas = new Quotas(50, 20, clock);

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(TimeSpan.Zero, quotas.TakeRequest("ada")));
        Assert.Equal(TimeSpan.FromMilliseconds(20), quotas.TakeRequest("ada"));
        Assert.Equal(TimeSpan.Zero, quotas.TakeRequest("eve"));

        clock.Now += TimeSpan.FromMilliseconds(20);
        Assert.Equal(TimeSpan.Zero, quotas.TakeRequest("ada"));
        Assert.NotEqual(TimeSpan.Zero, quotas.TakeRequest("ada"));
    }

    [Fact]
    public void TakeRequest_AfterAnHourOfQuiet_GivesOneSecondsWorthAndNoMore()
    {
        var quotas = new Quotas(50, 20, clock);
        quotas.TakeRequest("ada");
        clock.Now += TimeSpan.FromHours(1);

        Assert.Equal(50, Enumerable.Range(0, 60).Count(_ => quotas.TakeRequest("ada") == TimeSpan.Zero));
    }

    [Fact]
    public void OpenStream_TheTwentyFirst_WaitsUntilOneIsClosed()
    {
        var quotas = new Quotas(50, 20, clock);
        var open = Enumerable.Range(0, 20).Select(_ => quotas.OpenStream("ada")).ToList();
        Assert.DoesNotContain(null, open);
        Assert.Null(quotas.OpenStream("ada"));

        // Closed twice is closed once.
        open[0]!.Dispose();
        open[0]!.Dispose();
        Assert.NotNull(quotas.OpenStream("ada"));
        Assert.Null(quotas.OpenStream("ada"));
    }

    [Fact]
    public void LockOut_AfterTenBadTokens_LastsAMinuteForThatAddressAlone()
    {
        var lockOuts = new LockOuts(10, TimeSpan.FromMinutes(1), clock);
        var (bad, other) = (IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.8"));
        Assert.All(Enumerable.Range(0, 9), _ => Assert.False(lockOuts.Count(bad)));
        Assert.Equal(TimeSpan.Zero, lockOuts.Remaining(bad));

        clock.Now += TimeSpan.FromSeconds(30);
        Assert.True(lockOuts.Count(bad));

        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.Zero), (lockOuts.Remaining(bad), lockOuts.Remaining(other)));
        clock.Now += TimeSpan.FromSeconds(59);
        Assert.Equal(TimeSpan.FromSeconds(1), lockOuts.Remaining(bad));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(TimeSpan.Zero, lockOuts.Remaining(bad));
        Assert.False(lockOuts.Count(bad));
    }

    [Fact]
    public void LockOut_BadTokensLongApart_DoNotAddUp()
    {
        var lockOuts = new LockOuts(2, TimeSpan.FromMinutes(1), clock);

        Assert.False(lockOuts.Count(IPAddress.Loopback));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.False(lockOuts.Count(IPAddress.Loopback));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff", true)] // one /64 is usually one host
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    public void LockOut_AnAddressOfTheSameNetwork_IsTheSame(string counted, string asked, bool isSame)
    {
        var lockOuts = new LockOuts(1, TimeSpan.FromMinutes(1), clock);
        lockOuts.Count(IPAddress.Parse(counted));

        Assert.Equal(isSame, lockOuts.Remaining(IPAddress.Parse(asked)) > TimeSpan.Zero);
    }

    [Fact]
    public void LockOut_OfEndlessAddresses_KeepsTheNewestTenThousand()
    {
        var lockOuts = new LockOuts(1, TimeSpan.FromHours(1), clock);
        for (var number = 0; number <= 10_000; number++)
        {
            clock.Now += TimeSpan.FromMilliseconds(1);
            lockOuts.Count(new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]));
        }

        Assert.Equal(TimeSpan.Zero, lockOuts.Remaining(IPAddress.Parse("10.0.0.0")));
        Assert.NotEqual(TimeSpan.Zero, lockOuts.Remaining(IPAddress.Parse("10.0.0.1")));
    }
}
