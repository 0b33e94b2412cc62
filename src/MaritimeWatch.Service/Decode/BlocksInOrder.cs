using MaritimeWatch.Ais.Gpsd;

namespace MaritimeWatch.Service.Decode;

/// <summary>Where blocks of lines that were finished in any order go out in theirs. Whoever hands in the next one writes it, and all that wait behind it; the others go on with their work.</summary>
/// <param name="output">Where the lines go, or null where nobody wants them.</param>
/// <param name="options">What the lines are.</param>
internal sealed class BlocksInOrder(DecodeOutput? output, GpsdJsonOptions options)
{
    /// <summary>How many finished blocks may wait for an earlier one; with their buffers, the most that is held.</summary>
    private const int MaxAhead = 16;

    private readonly object turn = new();
    private readonly (GpsdJson? Json, Stack<GpsdJson> Owner)[] waiting = new (GpsdJson?, Stack<GpsdJson>)[MaxAhead];
    private long written;
    private bool isWriting;
    private bool isStopped;

    /// <summary>An empty buffer.</summary>
    /// <param name="own">Those that the calling thread may use again: they are in its core's cache.</param>
    public GpsdJson Rent(Stack<GpsdJson> own)
    {
        lock (turn)
        {
            return own.TryPop(out var json) ? json : new GpsdJson(options);
        }
    }

    /// <summary>Takes the lines of a block. When it returns, they are written if all before them are, or being written by another thread.</summary>
    /// <param name="block">Its number, from 0; each comes once.</param>
    /// <param name="json">Its lines, in what <see cref="Rent"/> gave.</param>
    /// <param name="own">What <see cref="Rent"/> was given: where the buffer comes back to.</param>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public void Put(long block, GpsdJson json, Stack<GpsdJson> own)
    {
        lock (turn)
        {
            while (block - written >= MaxAhead && !isStopped)
            {
                Monitor.Wait(turn);
            }

            waiting[block % MaxAhead] = (json, own);
            if (isWriting)
            {
                return;
            }

            isWriting = true;
        }

        while (Next() is { } next)
        {
            if (!next.Lines.IsEmpty)
            {
                output?.Write(next.Lines.Span);
            }

            Return(next);
        }
    }

    /// <summary>Nothing more is written, and nobody waits.</summary>
    public void Stop()
    {
        lock (turn)
        {
            isStopped = true;
            Monitor.PulseAll(turn);
        }
    }

    private GpsdJson? Next()
    {
        lock (turn)
        {
            var next = isStopped ? null : waiting[written % MaxAhead].Json;
            isWriting = next is not null;
            return next;
        }
    }

    private void Return(GpsdJson json)
    {
        json.Clear();
        lock (turn)
        {
            waiting[written % MaxAhead].Owner.Push(json);
            waiting[written % MaxAhead].Json = null;
            written++;
            Monitor.PulseAll(turn);
        }
    }
}
