using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Tests.Wire;

/// <summary>"Timeout" in "gRPC over HTTP2": at most eight digits and one of H M S m u n.</summary>
public sealed class GrpcTimeoutTests
{
    [Theory]
    [InlineData("1H", TimeSpan.TicksPerHour)]
    [InlineData("2M", 2 * TimeSpan.TicksPerMinute)]
    [InlineData("3S", 3 * TimeSpan.TicksPerSecond)]
    [InlineData("4m", 4 * TimeSpan.TicksPerMillisecond)]
    [InlineData("5u", 5 * TimeSpan.TicksPerMicrosecond)]
    [InlineData("100n", 1)]
    [InlineData("101n", 2)]
    [InlineData("0S", 0)]
    [InlineData("99999999H", 99_999_999 * TimeSpan.TicksPerHour)]
    public void TryParse_OfATimeout_ReadsIt(string text, long ticks)
    {
        Assert.True(GrpcTimeout.TryParse(text, out var timeout));
        Assert.Equal(new TimeSpan(ticks), timeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1.5S")]
    [InlineData("100000000S")]
    public void TryParse_OfSomethingElse_Refuses(string text) => Assert.False(GrpcTimeout.TryParse(text, out _));

    [Theory]
    [InlineData(1, "1m")]
    [InlineData(TimeSpan.TicksPerSecond, "1000m")]
    [InlineData(99_999_999 * TimeSpan.TicksPerMillisecond, "99999999m")]
    [InlineData(100_000_000 * TimeSpan.TicksPerMillisecond, "100000S")]
    [InlineData(0, "1m")]
    public void Format_OfATimeout_FitsEightDigits(long ticks, string text) => Assert.Equal(text, GrpcTimeout.Format(new TimeSpan(ticks)));
}
