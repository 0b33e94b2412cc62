using MaritimeWatch.Domain;
using MaritimeWatch.Service.Gateway.Health;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class SourceHealthTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17);
    private static readonly TimeSpan Expected = TimeSpan.FromSeconds(60);

    private readonly List<SourceTransition> told = [];
    private readonly SourceHealth health;

    public SourceHealthTests() => health = new SourceHealth(Start, told.Add);

    /// <summary>Silence is what exceeds the expected interval: at it, a source is still live.</summary>
    [Theory]
    [InlineData(60, "live")]
    [InlineData(61, "silent")]
    public void Judge_AnOpenSocketThatBringsNothing_IsSilentBeyondItsExpectedInterval(int seconds, string expected)
    {
        health.Up("connected to 192.0.2.7:10110", At(0));
        health.Delivered(At(0));

        health.Judge(At(seconds), Expected, null);

        Assert.Equal(expected, SourceWords.Of(health.State));
    }

    [Fact]
    public void Judge_AConnectionOnWhichNothingEverCame_IsSilentToo()
    {
        health.Up("connected to 192.0.2.7:10110", At(0));
        health.Judge(At(60), Expected, null);
        Assert.Equal((SourceState.Connecting, "connected to 192.0.2.7:10110; nothing received yet"), (health.State, health.Reason));

        health.Judge(At(61), Expected, null);

        Assert.Equal(SourceState.Silent, health.State);
        Assert.Equal("connected to 192.0.2.7:10110, but nothing valid has come for 61 s; the longest ordinary silence is 60 s", health.Reason);
    }

    [Fact]
    public void Delivered_ToASilentSource_MakesItLiveAtOnce()
    {
        health.Up("connected", At(0));
        health.Judge(At(100), Expected, null);

        health.Delivered(At(101));

        Assert.Equal(SourceState.Live, health.State);
    }

    [Fact]
    public void Up_AfterABreak_IsNotLiveByTheMessagesFromBefore()
    {
        health.Up("connected", At(0));
        health.Delivered(At(1));
        health.Down("the other side broke it off", isRefusal: false, At(9), At(2));
        health.Up("connected", At(9));

        Assert.Equal(SourceState.Connecting, health.State);
        Assert.Null(health.NextTry);
    }

    [Theory]
    [InlineData(true, "refused")]
    [InlineData(false, "connecting")]
    public void Down_SaysWhyAndWhenItIsTriedAgain(bool isRefusal, string expected)
    {
        health.Down("the password is not accepted", isRefusal, At(60), At(0));

        Assert.Equal((expected, "the password is not accepted", At(60)), (SourceWords.Of(health.State), health.Reason, health.NextTry));
    }

    [Fact]
    public void Judge_WithSomethingWrong_IsDegradedUntilItIsOver()
    {
        health.Up("connected", At(0));
        health.Delivered(At(1));
        health.Judge(At(2), Expected, "40 % of its messages are bad");
        Assert.Equal((SourceState.Degraded, "40 % of its messages are bad"), (health.State, health.Reason));

        health.Judge(At(3), Expected, null);

        Assert.Equal(SourceState.Live, health.State);
    }

    [Fact]
    public void Transitions_AreEachToldOnce()
    {
        health.Up("connected", At(0));
        health.Delivered(At(1));
        health.Delivered(At(2));
        health.Judge(At(3), Expected, null);
        health.Judge(At(100), Expected, null);
        health.Judge(At(101), Expected, null);
        health.Stop("stopping", At(102));
        health.Up("connected", At(103));

        Assert.Equal(
            [(SourceState.Connecting, SourceState.Live), (SourceState.Live, SourceState.Silent), (SourceState.Silent, SourceState.Stopping)],
            told.Select(change => (change.From, change.To)));
    }

    private static Instant At(int seconds) => Start + TimeSpan.FromSeconds(seconds);
}
