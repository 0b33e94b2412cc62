using System.Threading.Channels;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Stage <c>Receive</c>'s end: the bounded queue between the sources and the one analyser loop.</summary>
/// <remarks>
/// A source that can slow its sender (TCP) waits for room; one that cannot (UDP) sheds, and the shed report is counted as
/// <see cref="DropReason.BufferFull"/> (decision 0503).
/// </remarks>
internal sealed class ReportIntake
{
    private readonly Channel<IntakeItem> queue;
    private long accepted;
    private long shed;

    public ReportIntake(int capacity)
    {
        queue = Channel.CreateBounded<IntakeItem>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    public ChannelReader<IntakeItem> Reader => queue.Reader;

    public long Accepted => Volatile.Read(ref accepted);

    public long Shed => Volatile.Read(ref shed);

    public int Waiting => queue.Reader.Count;

    /// <summary>Hands a report over, or sheds it where there is no room.</summary>
    public void Offer(in IntakeItem item)
    {
        if (queue.Writer.TryWrite(item))
        {
            Interlocked.Increment(ref accepted);
            return;
        }

        Interlocked.Increment(ref shed);
        item.Balance?.Shed(item.Report);
    }

    /// <summary>Hands a report over whose sender wants to know what becomes of it, waiting for room.</summary>
    /// <exception cref="ChannelClosedException">The service takes no more.</exception>
    public ValueTask HandOverForAsync(in IntakeItem item, CancellationToken cancellation)
    {
        if (queue.Writer.TryWrite(item))
        {
            Interlocked.Increment(ref accepted);
            return ValueTask.CompletedTask;
        }

        return WaitAsync(item, cancellation);
    }

    /// <summary>Says that no report follows.</summary>
    public void Complete() => queue.Writer.TryComplete();

    private async ValueTask WaitAsync(IntakeItem item, CancellationToken cancellation)
    {
        await queue.Writer.WriteAsync(item, cancellation);
        Interlocked.Increment(ref accepted);
    }
}
