using System.Runtime.ExceptionServices;
using MaritimeWatch.Ais.Gpsd;

namespace MaritimeWatch.Service.Decode;

/// <summary>One run of <c>decode</c> on any number of threads; the same bytes for each number.</summary>
/// <remarks>
/// Every thread does the same: take the next block of input and read its messages, which depends on all before it and which therefore one thread at a
/// time may do; format them, side by side with the others; write the lines when those before them are written. So no thread is left with nothing but
/// the ordered work, whoever reads also formats while the block is in its cache, and each holds one block, however long the input. A thread that waits for
/// input holds nothing back: a message is written before the reader waits for the next.
/// </remarks>
internal sealed class DecodeRun(MessageReader reader, DecodeOutput? output, GpsdJsonOptions options)
{
    private readonly Lock reading = new();
    private readonly object turn = new();
    private long blocksRead;
    private long blocksWritten;
    private volatile bool isStopped;
    private Exception? failure;

    /// <summary>Decodes to the end of the input.</summary>
    /// <param name="threads">How many threads work, at least 1.</param>
    /// <param name="cancellation">Ends the run early; whatever was written ends with a whole line.</param>
    /// <returns>Whether the end was reached.</returns>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public async Task<bool> RunAsync(int threads, CancellationToken cancellation)
    {
        var workers = Enumerable.Range(0, threads).Select(_ => Start()).ToArray();
        var all = Task.WhenAll(workers);
        try
        {
            await all.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Stop(null);

            // A thread that waits for input will not come back; the others finish what they have in hand.
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None));
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return !cancellation.IsCancellationRequested;
    }

    private Task Start()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            Work();
            done.SetResult();
        })
        {
            IsBackground = true,
        }.Start();
        return done.Task;
    }

    private void Work()
    {
        try
        {
            var batch = new MessageBatch();
            var json = new GpsdJson(options);
            while (TryRead(batch, out var block))
            {
                json.Clear();
                batch.AppendTo(json);
                WriteInTurn(block, json.Lines.Span);
            }
        }
#pragma warning disable CA1031 // Whatever it was, it ends the other threads too and is thrown again where the run was started.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Stop(thrown);
        }
    }

    private bool TryRead(MessageBatch batch, out long block)
    {
        lock (reading)
        {
            batch.Clear();
            block = blocksRead;
            if (isStopped || !reader.TryRead(batch))
            {
                return false;
            }

            blocksRead++;
            return true;
        }
    }

    private void WriteInTurn(long block, ReadOnlySpan<byte> lines)
    {
        lock (turn)
        {
            while (blocksWritten != block && failure is null)
            {
                Monitor.Wait(turn);
            }
        }

        if (failure is not null)
        {
            return;
        }

        if (!lines.IsEmpty)
        {
            output?.Write(lines);
        }

        lock (turn)
        {
            blocksWritten++;
            Monitor.PulseAll(turn);
        }
    }

    private void Stop(Exception? cause)
    {
        isStopped = true;
        lock (turn)
        {
            failure ??= cause;
            Monitor.PulseAll(turn);
        }
    }
}
