using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Gateway.Balance;

/// <summary>The fates of everything that one source has brought: <c>received = stored + duplicate + rejected + shed + in flight</c>, at any moment.</summary>
/// <remarks>
/// Each fate is counted where it befalls, by different threads; what has none yet is in flight. A message is a whole one: the sentences of one message count once.
/// Read while it counts, a sum may be a few messages old.
/// </remarks>
internal sealed class SourceBalance
{
    private readonly long[] read = new long[2];
    private readonly long[] duplicate = new long[2];
    private readonly long[] rejected = new long[2];
    private readonly long[] shed = new long[2];
    private readonly long[] stored = new long[2];
    private readonly long[] refused = new long[DropReasons.Count];
    private long cutOff;

    /// <summary>How many of its reports wait for the analyser; the queue's own, under its lock.</summary>
    public int Queued { get; set; }

    /// <summary>What the store tells of reports that were appended and nobody waits for.</summary>
    public AppendTally Appended { get; } = new();

    /// <summary>Reports read from what was received.</summary>
    public void Read(in AisReport report, int count = 1) => Add(read, report, count);

    /// <summary>Reports read, many of them.</summary>
    public void Read(int positions, int others)
    {
        Interlocked.Add(ref read[1], positions);
        Interlocked.Add(ref read[0], others);
    }

    /// <summary>The same transmission was heard before.</summary>
    public void Duplicate(in AisReport report) => Add(duplicate, report);

    /// <summary>The analyser has refused it, or the store has given it up.</summary>
    public void Refused(in AisReport report, DropReason reason)
    {
        if (reason == DropReason.Duplicate)
        {
            Add(duplicate, report);
            return;
        }

        Add(rejected, report);
        Interlocked.Increment(ref refused[(int)reason]);
    }

    /// <summary>There was no room, or no time left, for it.</summary>
    public void Shed(in AisReport report) => Add(shed, report);

    /// <summary>It was on its way when its source was ended, and is sent again where the sender keeps it: shed, and no sign that there was too much.</summary>
    public void ShedAtEnd(in AisReport report)
    {
        Interlocked.Increment(ref cutOff);
        Shed(report);
    }

    /// <summary>How many of those that were shed were so because their source was ended.</summary>
    public long CutOff => Volatile.Read(ref cutOff);

    /// <summary>How many were shed.</summary>
    public long TotalShed() => Volatile.Read(ref shed[0]) + Volatile.Read(ref shed[1]);

    /// <summary>It is durable; for those whose sender waits.</summary>
    public void Stored(in AisReport report) => Add(stored, report);

    /// <summary>How many reports the analyser refused, or the store gave up, for a reason.</summary>
    public long RefusedFor(DropReason reason) => Volatile.Read(ref refused[(int)reason]);

    /// <summary>The sums at this moment.</summary>
    /// <param name="stages">The reading stages of the source: what they dropped was received and is rejected.</param>
    public BalanceSums Sums(IReadOnlyList<StageCounter> stages)
    {
        var (unread, unused) = (0L, 0L);
        foreach (var stage in stages)
        {
            for (var reason = 1; reason < DropReasons.Count; reason++)
            {
                var count = stage.DroppedFor((DropReason)reason);
                unread += count;
                unused += ((DropReason)reason).IsRejection() ? 0 : count;
            }
        }

        return new BalanceSums(Of(position: true), Of(position: false), unread, unused);
    }

    private static void Add(long[] counts, in AisReport report, int count = 1) => Interlocked.Add(ref counts[report.Dynamic.HasPosition ? 1 : 0], count);

    // The fates before what was read: a message that moves on meanwhile is then in flight, never counted twice.
    private Fates Of(bool position)
    {
        var place = position ? 1 : 0;
        var fates = new Fates(
            0,
            Volatile.Read(ref stored[place]) + Appended.Stored(position),
            Volatile.Read(ref duplicate[place]) + Appended.Duplicate(position),
            Volatile.Read(ref rejected[place]),
            Volatile.Read(ref shed[place]) + Appended.Lost(position));
        return fates with { Received = Volatile.Read(ref read[place]) };
    }
}
