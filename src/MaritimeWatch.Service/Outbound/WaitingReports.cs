using System.Threading.Channels;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Reports that wait to go out: a bounded queue that sheds what is new, and counts it.</summary>
internal sealed class WaitingReports
{
    private const int Most = 16_384;

    private readonly Channel<AisReport> queue = Channel.CreateBounded<AisReport>(new BoundedChannelOptions(Most) { SingleReader = true });
    private long shed;

    /// <summary>Reports that found no room.</summary>
    public long Shed => Volatile.Read(ref shed);

    public ChannelReader<AisReport> Reader => queue.Reader;

    public void Offer(in AisReport report)
    {
        if (!queue.Writer.TryWrite(report))
        {
            Interlocked.Increment(ref shed);
        }
    }
}
