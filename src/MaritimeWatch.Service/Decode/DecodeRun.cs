using System.Runtime.ExceptionServices;
using MaritimeWatch.Ais.Gpsd;

namespace MaritimeWatch.Service.Decode;

/// <summary>One run of <c>decode</c> on any number of threads; the same bytes for each number.</summary>
/// <remarks>
/// Reading the messages of a block depends on all before it: one thread at a time does it, whichever is free, a few blocks ahead. Formatting them does not:
/// the others do that side by side, and so does the reader when enough blocks lie ready. Lines are handed in in any order and written in theirs. So no thread
/// has nothing but the ordered work, none waits for its turn, and few blocks are held, however long the input. A thread that waits for input
/// holds nothing back: what was read is formatted and written by the others, and where there are none, before the next block is read.
/// </remarks>
internal sealed class DecodeRun(MessageReader reader, DecodeOutput? output, GpsdJsonOptions options)
{
    private static readonly TimeSpan InHand = TimeSpan.FromMilliseconds(200);

    private readonly object work = new();
    private readonly Queue<(long Block, MessageBatch Messages)> ready = new();
    private readonly Stack<MessageBatch> free = new();
    private readonly BlocksInOrder lines = new(output, options);
    private long blocksRead;
    private int maxReady;
    private bool isReading;
    private bool isAtEnd;
    private bool isStopped;
    private Exception? failure;

    /// <summary>Decodes to the end of the input.</summary>
    /// <param name="threads">How many threads work, at least 1.</param>
    /// <param name="cancellation">Ends the run early; whatever was written ends with a whole line.</param>
    /// <returns>Whether the end was reached.</returns>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public bool Run(int threads, CancellationToken cancellation)
    {
        // Alone, a thread formats what it has read before it reads on.
        maxReady = threads == 1 ? 1 : 2 * threads;
        var working = new CountdownEvent(threads);
        for (var i = 0; i < threads; i++)
        {
            new Thread(() => Work(working)) { IsBackground = true }.Start();
        }

        try
        {
            working.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            Stop(null);

            // A thread that waits for input will not come back; the others finish what they have in hand.
            working.Wait(InHand, CancellationToken.None);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return !cancellation.IsCancellationRequested;
    }

    private void Work(CountdownEvent working)
    {
        var own = new Stack<GpsdJson>();
        try
        {
            while (TryTakeWork(out var block, out var messages))
            {
                if (block < 0)
                {
                    Read(messages);
                }
                else
                {
                    Format(block, messages, own);
                }
            }
        }
#pragma warning disable CA1031 // Whatever it was, it ends the other threads too and is thrown again where the run was started.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Stop(thrown);
        }

        working.Signal();
    }

    /// <summary>Waits for something to do.</summary>
    /// <param name="block">The number of a block that is to be formatted, or -1 where the next is to be read.</param>
    /// <param name="messages">Its messages, or an empty batch.</param>
    /// <returns>False when there is and will be nothing more.</returns>
    private bool TryTakeWork(out long block, out MessageBatch messages)
    {
        lock (work)
        {
            while (!isStopped)
            {
                if (!isReading && !isAtEnd && ready.Count < maxReady)
                {
                    isReading = true;
                    block = -1;
                    messages = free.TryPop(out var empty) ? empty : new MessageBatch();
                    return true;
                }

                if (ready.TryDequeue(out var next))
                {
                    (block, messages) = next;
                    return true;
                }

                if (isAtEnd)
                {
                    break;
                }

                Monitor.Wait(work);
            }
        }

        (block, messages) = (0, null!);
        return false;
    }

    private void Read(MessageBatch messages)
    {
        messages.Clear();
        var isRead = reader.TryRead(messages);
        lock (work)
        {
            isReading = false;
            isAtEnd = !isRead;
            if (isRead)
            {
                ready.Enqueue((blocksRead++, messages));
            }

            Monitor.PulseAll(work);
        }
    }

    private void Format(long block, MessageBatch messages, Stack<GpsdJson> own)
    {
        var json = lines.Rent(own);
        messages.AppendTo(json);
        lock (work)
        {
            free.Push(messages);
        }

        lines.Put(block, json, own);
    }

    private void Stop(Exception? cause)
    {
        Interlocked.CompareExchange(ref failure, cause, null);
        lock (work)
        {
            isStopped = true;
            Monitor.PulseAll(work);
        }

        lines.Stop();
    }
}
