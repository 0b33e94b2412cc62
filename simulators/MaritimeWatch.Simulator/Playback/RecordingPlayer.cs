using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Playback;

/// <summary>Plays recorded lines into a sink at the pace they were recorded, or a multiple of it.</summary>
public sealed class RecordingPlayer
{
    /// <summary>Time that jumps back further than this is another recording, whose pace begins anew.</summary>
    private static readonly TimeSpan NewRecording = TimeSpan.FromMinutes(10);

    /// <summary>A timer is no finer than this.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    private readonly ILineSink sink;
    private readonly double speed;
    private readonly TimeProvider clock;
    private Instant? first;
    private Instant? last;
    private Instant paceFrom;
    private long startedAt;
    private long sent;

    /// <summary>A player.</summary>
    /// <param name="sink">Where the lines go; not disposed of.</param>
    /// <param name="speed">1 is real time, 60 a minute in a second; infinity for as fast as the sink takes them.</param>
    /// <param name="clock">The clock that paces.</param>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not above 0.</exception>
    public RecordingPlayer(ILineSink sink, double speed, TimeProvider clock)
    {
        if (!(speed > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "a speed is above 0");
        }

        (this.sink, this.speed, this.clock) = (sink, speed, clock);
    }

    /// <summary>How far it has come; readable at any time, also after cancellation.</summary>
    public PlaybackSummary Summary => new(sent, first, last);

    /// <summary>Plays to the end.</summary>
    /// <param name="lines">In the order of the recording; read as they are played, never all at once.</param>
    /// <param name="cancellation">Stops at once, also while waiting.</param>
    public async Task<PlaybackSummary> PlayAsync(IEnumerable<RecordedLine> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            if (line.Time is { } time)
            {
                await WaitForAsync(time, cancellation);
            }

            await sink.SendAsync(line.Sentences, cancellation);
            sent++;
        }

        await sink.FlushAsync(cancellation);
        return Summary;
    }

    private async ValueTask WaitForAsync(Instant time, CancellationToken cancellation)
    {
        if (first is null || (last is { } before && time < before - NewRecording))
        {
            paceFrom = time;
            startedAt = clock.GetTimestamp();
        }

        first ??= time;
        last = time;
        if (double.IsPositiveInfinity(speed))
        {
            return;
        }

        var due = (time - paceFrom) / speed;
        var wait = due - clock.GetElapsedTime(startedAt);
        if (wait >= ShortestWait)
        {
            await sink.FlushAsync(cancellation);
            await Task.Delay(wait, clock, cancellation);
        }
    }
}
