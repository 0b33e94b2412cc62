using MaritimeWatch.Influx.Spill;

namespace MaritimeWatch.Influx;

/// <summary>Brings batches to a server, in order, and keeps them on the disk while it is away. Safe for use by several threads at once.</summary>
/// <remarks>
/// A batch is dealt with when the server has answered it, or when it is synced to the disk. Behind what waits on the disk further batches wait too. What waits is sent again with growing
/// pauses, for as long as it takes. The same point sent twice is one point, so that an answer that was lost does no harm. What the server will never take is dropped and counted: a
/// "partial write" has stored the rest, and is not sent again; a batch that is refused as a whole, or too large, is halved until what cannot be stored stands alone.
/// </remarks>
public sealed class InfluxWriter : IAsyncDisposable
{
    private readonly InfluxClient client;
    private readonly InfluxWriterOptions options;
    private readonly TimeProvider clock;
    private readonly Func<double> draw;
    private readonly SpillFolder spill;
    private readonly SemaphoreSlim order = new(1, 1);
    private readonly SemaphoreSlim work = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task draining;
    private readonly ServerState state;
    private volatile string? dropReason;
    private bool isLeftTold;

    /// <summary>A writer; what an earlier one has left on the disk is sent first.</summary>
    /// <param name="client">The server.</param>
    /// <param name="options">Where batches wait.</param>
    /// <param name="clock">Measures the pauses.</param>
    /// <param name="draw">Draws from 0 to 1: the share of each pause.</param>
    /// <exception cref="IOException">The spill folder cannot be used, or another process uses it.</exception>
    /// <exception cref="UnauthorizedAccessException">The spill folder may not be used.</exception>
    public InfluxWriter(InfluxClient client, InfluxWriterOptions options, TimeProvider? clock = null, Func<double>? draw = null)
    {
        (this.client, this.options, this.clock, this.draw) = (client, options, clock ?? TimeProvider.System, draw ?? Random.Shared.NextDouble);
        state = new ServerState(reason => TroubleChanged?.Invoke(reason));
        spill = new SpillFolder(options, Counters);
        if (spill.Batches > 0)
        {
            work.Release();
        }

        draining = Task.Run(DrainAsync);
    }

    /// <summary>Told of each change between working and not, and of another reason; null where all is well. On a thread of the writer.</summary>
    public event Action<string?>? TroubleChanged;

    /// <summary>Told of points that the server would not store, with its words. On a thread of the writer.</summary>
    public event Action<long, string>? Dropped;

    /// <summary>Told of points that were dropped from the disk, the oldest first, because its bound was reached. On a thread of the writer.</summary>
    public event Action<long>? LostAtBound;

    /// <summary>Told when a file of points that the server has cannot be deleted, with a sentence for a person, and with null when none is left. On a thread of the writer.</summary>
    public event Action<string?>? LeftChanged;

    /// <summary>What it has done.</summary>
    public InfluxCounters Counters { get; } = new();

    /// <summary>Why points wait on the disk at present, or null.</summary>
    public string? Trouble => state.Trouble;

    /// <summary>
    /// Whether the server took nothing when it was last asked. What waits may still be on its way once it does: then there is a <see cref="Trouble"/>, but it is not away. That it answers a ping
    /// is enough where nothing waits; otherwise it is away until it has taken something.
    /// </summary>
    public bool IsAway => state.IsAway;

    /// <summary>The server's words when it last dropped something, or null.</summary>
    public string? DropReason => dropReason;

    /// <summary>Points that wait on the disk.</summary>
    public long WaitingPoints => spill.Points;

    /// <summary>Bytes that they take.</summary>
    public long WaitingBytes => spill.Bytes;

    /// <summary>Files on the disk whose points the server has, and which cannot be deleted: the next process sends them once more.</summary>
    public int LeftFiles => spill.Left;

    /// <summary>Sends a batch, or puts it on the disk.</summary>
    /// <exception cref="IOException">The server is away and the disk refuses: the batch is not dealt with, and may be given again.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the batch was dealt with.</exception>
    public async Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellation = default)
    {
        await order.WaitAsync(cancellation);
        try
        {
            if (spill.Batches == 0 && Trouble is null)
            {
                var (answer, dropped) = await SendAsync(batch, cancellation);
                if (answer.Kind != WriteAnswerKind.TryAgain)
                {
                    return new WriteOutcome(false, dropped);
                }

                // Of a batch that was halved a part may be stored: all of it again is the same points.
                Keep(batch);
                Fail(answer);
            }
            else
            {
                Keep(batch);
            }
        }
        finally
        {
            order.Release();
        }

        work.Release();
        return new WriteOutcome(true, 0);
    }

    /// <summary>Somebody else has found the server away: what comes waits on the disk until it answers, which it is asked with the same pauses.</summary>
    /// <param name="reason">A sentence for a person.</param>
    public void Doubt(string reason)
    {
        state.Doubt(reason);
        work.Release();
    }

    /// <summary>Stops; what waits on the disk stays there.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await draining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        spill.Dispose();
        order.Dispose();
        work.Dispose();
        stopping.Dispose();
    }

    private async Task DrainAsync()
    {
        while (true)
        {
            await work.WaitAsync(stopping.Token);
            for (var failures = 0; Oldest() is var (piece, isReadable) && (piece is not null || !isReadable);)
            {
                var answer = isReadable ? await SendAsync(piece!) : new WriteAnswer(WriteAnswerKind.TryAgain);
                if (answer.Kind != WriteAnswerKind.TryAgain)
                {
                    // In this order: until the piece is done nobody else sends, so that nobody can have found the server away since it took this.
                    failures = 0;
                    state.Takes(spill.Batches > piece!.Records ? $"the InfluxDB at {client.Options.Place} is back, and gets what waits on the disk, the oldest first" : null);
                    spill.Done(piece);
                    TellLeft();
                    continue;
                }

                failures++;
                if (isReadable)
                {
                    Counters.Retry();
                    Fail(answer);
                }

                await Task.Delay(options.Backoff.Delay(failures, draw(), answer.RetryAfter), clock, stopping.Token);
            }

            for (var failures = 1; state.IsDoubted && !await AnswersAsync(); failures++)
            {
                await Task.Delay(options.Backoff.Delay(failures, draw()), clock, stopping.Token);
            }

            // Whoever sends meanwhile ends before: of a batch whose fate is not known nothing is said.
            await order.WaitAsync(stopping.Token);
            try
            {
                if (spill.Batches > 0)
                {
                    work.Release();
                }
                else
                {
                    state.Settle();
                }
            }
            finally
            {
                order.Release();
            }
        }
    }

    /// <summary>Whether a server that was found away answers.</summary>
    private async Task<bool> AnswersAsync()
    {
        var doubts = state.Doubts;
        try
        {
            await Task.Run(() => client.Ping(stopping.Token), stopping.Token);
            state.Answers(doubts);
            return true;
        }
        catch (InfluxException)
        {
            return false;
        }
    }

    private (SpillPiece? Piece, bool IsReadable) Oldest()
    {
        try
        {
            return (spill.Oldest(), true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            state.Tell($"what waits in '{options.SpillFolder}' cannot be read: {failure.Message}");
            return (null, false);
        }
    }

    /// <summary>Sends a piece of what waits.</summary>
    /// <returns>The first answer that is to be tried again: then all of it is, and what is stored is the same points; otherwise the last.</returns>
    private async Task<WriteAnswer> SendAsync(SpillPiece piece)
    {
        var answer = WriteAnswer.Stored;
        foreach (var batch in piece.Batches)
        {
            answer = (await SendAsync(batch, stopping.Token)).Answer;
            if (answer.Kind == WriteAnswerKind.TryAgain)
            {
                break;
            }
        }

        return answer;
    }

    /// <summary>Sends, halving what is refused as a whole.</summary>
    private async Task<(WriteAnswer Answer, long Dropped)> SendAsync(LineBatch batch, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var answer = await client.WriteAsync(batch.Lines, batch.RetentionPolicy, cancellation);
        Counters.Answered(answer, batch.Lines.Length, batch.Points, clock.GetElapsedTime(start));
        switch (answer.Kind)
        {
            case WriteAnswerKind.PartlyStored:
                TellDropped(answer.Dropped, answer.Message);
                return await SaveBeginningAsync(batch, answer, cancellation);
            case WriteAnswerKind.Refused or WriteAnswerKind.TooLarge when Halves(batch) is var (first, second):
                var (one, droppedFirst) = await SendAsync(first, cancellation);
                if (one.Kind == WriteAnswerKind.TryAgain)
                {
                    return (one, 0);
                }

                var (other, droppedSecond) = await SendAsync(second, cancellation);
                return (other.Kind == WriteAnswerKind.TryAgain ? other : answer, droppedFirst + droppedSecond);
            case WriteAnswerKind.Refused or WriteAnswerKind.TooLarge:
                Counters.Drop(batch.Points);
                TellDropped(batch.Points, answer.Message);
                return (answer, batch.Points);
            default:
                return (answer, 0);
        }
    }

    /// <summary>
    /// A server of 1.6 that drops N points for a limit on series loses the first N points of the request too, whatever they are, and does not tell (measured with 1.6.7; decision 0734). Those are
    /// sent once more, alone; of them it may lose as many as it drops, which are fewer each time. Where nothing was lost, they are the same points.
    /// </summary>
    private async Task<(WriteAnswer Answer, long Dropped)> SaveBeginningAsync(LineBatch batch, WriteAnswer first, CancellationToken cancellation)
    {
        for (var dropped = first.Dropped; dropped > 0 && Cut(batch, dropped) is var (beginning, _);)
        {
            var answer = await client.WriteAsync(beginning.Lines, beginning.RetentionPolicy, cancellation);
            Counters.Repeated(answer, beginning.Lines.Length);
            if (answer.Kind == WriteAnswerKind.TryAgain)
            {
                return (answer, 0);
            }

            (batch, dropped) = (beginning, answer.Dropped);
        }

        return (first, first.Dropped);
    }

    /// <summary>The two halves of a batch; null for a single line.</summary>
    private static (LineBatch First, LineBatch Second)? Halves(LineBatch batch) => Cut(batch, Math.Max(1, batch.Points / 2));

    /// <summary>A batch cut behind some of its points; null where nothing is behind them. A line feed within a text does not end a line.</summary>
    private static (LineBatch First, LineBatch Second)? Cut(LineBatch batch, long points)
    {
        var lines = batch.Lines.Span;
        var (count, at, isQuoted) = (0, 0, false);
        for (; at < lines.Length && count < points; at++)
        {
            isQuoted ^= lines[at] == '"';
            at += lines[at] == '\\' ? 1 : 0;
            count += at < lines.Length && lines[at] == '\n' && !isQuoted ? 1 : 0;
        }

        return at >= lines.Length
            ? null
            : (batch with { Lines = batch.Lines[..at], Points = count }, batch with { Lines = batch.Lines[at..], Points = batch.Points - count });
    }

    private void Fail(WriteAnswer answer) => state.Fail($"{InWords(answer)}; points wait on the disk");

    private void TellLeft()
    {
        var isLeft = spill.Left > 0;
        if (isLeft != isLeftTold)
        {
            isLeftTold = isLeft;
            LeftChanged?.Invoke(isLeft
                ? $"files of points that the InfluxDB has cannot be deleted from '{options.SpillFolder}' ({WriteAnswer.Line(spill.WhyLeft)}): each goes once more after a restart, which is the same points; delete them, or let the service do so"
                : null);
        }
    }

    private void Keep(LineBatch batch)
    {
        if (spill.Add(batch) is > 0 and var lost)
        {
            LostAtBound?.Invoke(lost);
        }
    }

    private void TellDropped(long points, string message)
    {
        dropReason = message;
        if (points > 0)
        {
            Dropped?.Invoke(points, message);
        }
    }

    private string InWords(WriteAnswer answer) => answer.Fault switch
    {
        InfluxFault.Unreachable => $"the InfluxDB at {client.Options.Place} cannot be reached ({answer.Message})",
        InfluxFault.NoAnswer => $"the InfluxDB at {client.Options.Place} gives no answer ({answer.Message})",
        InfluxFault.NotAllowed => $"the InfluxDB at {client.Options.Place} does not let {client.Options.Credentials?.ToString() ?? "anybody without credentials"} write ({answer.Message})",
        InfluxFault.NoDatabase => $"the InfluxDB at {client.Options.Place} has no such database or retention policy ({answer.Message})",
        InfluxFault.Busy => $"the InfluxDB at {client.Options.Place} is busy ({answer.Message})",
        _ => $"the InfluxDB at {client.Options.Place} fails ({answer.Message})",
    };
}
