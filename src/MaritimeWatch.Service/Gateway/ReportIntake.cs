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
    private readonly Channel<AisReport> queue;
    private long accepted;
    private long shed;

    public ReportIntake(int capacity)
    {
        queue = Channel.CreateBounded<AisReport>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    public ChannelReader<AisReport> Reader => queue.Reader;

    public long Accepted => Volatile.Read(ref accepted);

    public long Shed => Volatile.Read(ref shed);

    public int Waiting => queue.Reader.Count;

    /// <summary>Hands a report over, or sheds it where there is no room.</summary>
    public void Offer(in AisReport report) => Interlocked.Increment(ref queue.Writer.TryWrite(report) ? ref accepted : ref shed);

    /// <summary>Hands a report over, waiting for room.</summary>
    public ValueTask HandOverAsync(in AisReport report, CancellationToken cancellation)
    {
        if (queue.Writer.TryWrite(report))
        {
            Interlocked.Increment(ref accepted);
            return ValueTask.CompletedTask;
        }

        return WaitAsync(report, cancellation);
    }

    /// <summary>Says that no report follows.</summary>
    public void Complete() => queue.Writer.TryComplete();

    private async ValueTask WaitAsync(AisReport report, CancellationToken cancellation)
    {
        await queue.Writer.WriteAsync(report, cancellation);
        Interlocked.Increment(ref accepted);
    }
}
