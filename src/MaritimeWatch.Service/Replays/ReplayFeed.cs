using Google.Protobuf;
using MaritimeWatch.Contracts;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Replays;

/// <summary>The alert events of one replay, in memory: the queue of all who watch it. Beyond its size the oldest go.</summary>
internal sealed class ReplayFeed(long mostBytes)
{
    private const int EventsRead = 256;

    private readonly Lock gate = new();
    private readonly List<FeedEntry> entries = [];
    private TaskCompletionSource changed = NewSignal();
    private int first;
    private long bytes;
    private long highWater;
    private bool isEnded;

    /// <summary>The sequence of the newest event, or 0.</summary>
    public long HighWater => Volatile.Read(ref highWater);

    /// <summary>The lowest sequence that can still be read; one beyond the newest where there is none.</summary>
    public long Oldest
    {
        get
        {
            lock (gate)
            {
                return first < entries.Count ? entries[first].Sequence : highWater + 1;
            }
        }
    }

    public void Publish(IReadOnlyList<AlertEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        TaskCompletionSource signal;
        lock (gate)
        {
            foreach (var alert in events)
            {
                var entry = new FeedEntry(alert.Sequence, AlertEventMapping.ToProto(alert).ToByteArray());
                entries.Add(entry);
                bytes += entry.Payload.Length;
                Volatile.Write(ref highWater, alert.Sequence);
            }

            while (bytes > mostBytes && first < entries.Count - 1)
            {
                bytes -= entries[first++].Payload.Length;
            }

            if (first > EventsRead)
            {
                entries.RemoveRange(0, first);
                first = 0;
            }

            signal = changed;
            changed = NewSignal();
        }

        signal.SetResult();
    }

    /// <summary>Nothing follows.</summary>
    public void End()
    {
        lock (gate)
        {
            isEnded = true;
        }

        changed.TrySetResult();
    }

    /// <summary>The next events after a sequence, or none: then whether none will follow, and a task that is done when something has changed.</summary>
    public (IReadOnlyList<FeedEntry> Events, bool IsEnd, Task Changed) ReadAfter(long sequence)
    {
        lock (gate)
        {
            var at = first < entries.Count ? first + (int)Math.Clamp(sequence + 1 - entries[first].Sequence, 0, entries.Count - first) : entries.Count;
            return (entries.GetRange(at, Math.Min(EventsRead, entries.Count - at)), isEnded && at == entries.Count, changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
