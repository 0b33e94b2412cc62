using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Playback;

namespace MaritimeWatch.Simulator.Tests.Playback;

public class RecordingPlayerTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 14);

    [Theory]
    [InlineData(1, 90)]
    [InlineData(60, 1.5)]
    public async Task PlayAsync_ScaledTime_WaitsForEachLineInProportion(double speed, double seconds)
    {
        var clock = new LeapingClock();
        await using var sink = new RememberingSink(clock);

        var summary = await new RecordingPlayer(sink, speed, clock).PlayAsync([Line(0), Line(30), Line(30), Line(90)], CancellationToken.None);

        Assert.Equal([0, seconds / 3, seconds / 3, seconds], sink.SentAt.Select(time => Math.Round(time.TotalSeconds, 3)));
        Assert.Equal(new PlaybackSummary(4, Start, Start + TimeSpan.FromSeconds(90)), summary);
    }

    [Fact]
    public async Task PlayAsync_AsFastAsItGoes_NeverWaits()
    {
        var clock = new LeapingClock();
        await using var sink = new RememberingSink(clock);

        await new RecordingPlayer(sink, double.PositiveInfinity, clock).PlayAsync([Line(0), Line(86_400)], CancellationToken.None);

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], sink.SentAt);
    }

    [Fact]
    public async Task PlayAsync_SecondRecordingOfAnEarlierDay_KeepsItsOwnPace()
    {
        var clock = new LeapingClock();
        await using var sink = new RememberingSink(clock);

        await new RecordingPlayer(sink, 1, clock).PlayAsync([Line(0), Line(60), Line(-86_400), Line(-86_400 + 10)], CancellationToken.None);

        Assert.Equal([0, 60, 60, 70], sink.SentAt.Select(time => time.TotalSeconds));
    }

    [Fact]
    public async Task PlayAsync_Cancelled_StopsAndKnowsHowFarItCame()
    {
        using var stop = new CancellationTokenSource();
        await using var sink = new RememberingSink(new LeapingClock());
        var player = new RecordingPlayer(sink, double.PositiveInfinity, new LeapingClock());

        IEnumerable<RecordedLine> Lines()
        {
            yield return Line(0);
            stop.Cancel();
            yield return Line(1);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => player.PlayAsync(Lines(), stop.Token));
        Assert.Equal(1, player.Summary.Sent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void RecordingPlayer_SpeedNotAboveZero_IsRefused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordingPlayer(new StreamLineSink(Stream.Null), speed, TimeProvider.System));

    private static RecordedLine Line(int seconds) => new(Start + TimeSpan.FromSeconds(seconds), Encoding.ASCII.GetBytes("!X\r\n"));

    private sealed class RememberingSink(LeapingClock clock) : ILineSink
    {
        public List<TimeSpan> SentAt { get; } = [];

        public ValueTask SendAsync(ReadOnlyMemory<byte> sentences, CancellationToken cancellation)
        {
            SentAt.Add(clock.Elapsed);
            return ValueTask.CompletedTask;
        }

        public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
