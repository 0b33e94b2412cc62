using MaritimeWatch.Domain;

namespace MaritimeWatch.Domain.Tests;

public sealed class InstantTests
{
    [Theory]
    [InlineData(1_999, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(-1_000, -1)]
    [InlineData(-1_001, -2)]
    public void UnixSeconds_OfMilliseconds_RoundsDown(long milliseconds, long seconds)
    {
        Assert.Equal(seconds, new Instant(milliseconds).UnixSeconds);
        Assert.Equal(seconds * 1000, new Instant(milliseconds).WholeSecond.UnixMilliseconds);
    }

    [Fact]
    public void TryFormat_WithoutRoom_SaysSoAndWritesNothing()
    {
        Assert.False(Instant.FromUtc(2024, 12, 25).TryFormat(new byte[19], out var written));
        Assert.Equal(0, written);
    }

    private static string Utf8(Instant instant)
    {
        var text = new byte[24];
        Assert.True(instant.TryFormat(text, out var length));
        return System.Text.Encoding.UTF8.GetString(text, 0, length);
    }

    [Theory]
    [InlineData("2024-12-25T10:26:00Z", "2024-12-25T10:26:00Z", "20241225T102600Z")]
    [InlineData("2024-12-25T12:26:00+02:00", "2024-12-25T10:26:00Z", "20241225T102600Z")]
    [InlineData("2024-12-25T10:26:00.250Z", "2024-12-25T10:26:00.250Z", "20241225T102600Z")]
    [InlineData("2024-12-25", "2024-12-25T00:00:00Z", "20241225T000000Z")]
    public void TryParse_Rfc3339_GivesTheMomentInUtc(string text, string expected, string compact)
    {
        Assert.True(Instant.TryParse(text, out var instant));
        Assert.Equal(expected, instant.ToString());
        Assert.Equal(expected, Utf8(instant));
        Assert.Equal(compact, instant.ToCompactString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("noon")]
    [InlineData("2024-13-01")]
    public void TryParse_NoTime_IsFalse(string? text) => Assert.False(Instant.TryParse(text, out _));

    [Fact]
    public void Arithmetic_OfMomentsAndDurations_IsExact()
    {
        var start = Instant.FromUtc(2024, 12, 25, 10, 26);
        var end = start + TimeSpan.FromMinutes(338);

        Assert.Equal(TimeSpan.FromMinutes(338), end - start);
        Assert.Equal(start, end - TimeSpan.FromMinutes(338));
        Assert.True(start < end && end > start && start <= end && !(end <= start));
        Assert.Equal(end, Instant.Max(start, end));
        Assert.Equal(start, Instant.Min(start, end));
        Assert.Equal(1_735_122_360, start.UnixSeconds); // date -u -d 2024-12-25T10:26:00Z +%s
    }
}
