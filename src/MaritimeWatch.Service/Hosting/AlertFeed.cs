using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Stage <c>Deliver</c>: every subscriber gets every event after its starting point, in order, once.</summary>
/// <remarks>
/// The log is the queue of all subscribers; each holds no more than the sequence it has reached. So nothing can be
/// lost between reading the past and hearing the present, and a slow subscriber costs no memory (decision 0504). The newest events are kept
/// in memory, so that live subscribers do not read the log.
/// </remarks>
internal sealed class AlertFeed
{
    private const int EventsRead = 256;
    private const int EventsKept = 2_048;

    private readonly SqliteAlertLog log;
    private readonly Lock gate = new();
    private readonly Queue<FeedEntry> newest = new();
    private readonly HashSet<AlertSubscription> subscriptions = [];
    private TaskCompletionSource published = NewSignal();
    private long highWater;
    private long cut;
    private long eventTimeMilliseconds = Instant.MinValue.UnixMilliseconds;

    public AlertFeed(SqliteAlertLog log, FeedSettings settings)
    {
        this.log = log;
        Settings = settings;
        highWater = log.HighWaterSequence;
    }

    public FeedSettings Settings { get; }

    /// <summary>The sequence of the newest event, or 0.</summary>
    public long HighWater => Volatile.Read(ref highWater);

    /// <summary>The lowest sequence that can still be read; one beyond the newest where the log is empty.</summary>
    public long Oldest => log.OldestSequence is > 0 and var oldest ? oldest : HighWater + 1;

    /// <summary>Event time up to which traffic has been analysed, or null before the first report.</summary>
    public Instant? EventTime
    {
        get => Volatile.Read(ref eventTimeMilliseconds) is var value && value == Instant.MinValue.UnixMilliseconds ? null : new Instant(value);
        set => Volatile.Write(ref eventTimeMilliseconds, (value ?? Instant.MinValue).UnixMilliseconds);
    }

    /// <summary>Subscribers at present.</summary>
    public int Subscribers
    {
        get
        {
            lock (gate)
            {
                return subscriptions.Count;
            }
        }
    }

    /// <summary>Subscribers cut because they were too slow.</summary>
    public long Cut => Volatile.Read(ref cut);

    /// <summary>Publishes events that are durable in the log; one caller, in order of sequence.</summary>
    public void Publish(IReadOnlyList<AppendedAlert> appended)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            foreach (var alert in appended)
            {
                if (newest.Count == EventsKept)
                {
                    newest.Dequeue();
                }

                newest.Enqueue(new FeedEntry(alert.Event.Sequence, alert.Payload));
                Volatile.Write(ref highWater, alert.Event.Sequence);
            }

            foreach (var subscription in subscriptions)
            {
                cut += subscription.CutIfBehind(highWater, Settings.MaxEventsBehind) ? 1 : 0;
            }

            signal = published;
            published = NewSignal();
        }

        signal.SetResult();
    }

    /// <summary>Subscribes to what follows a sequence.</summary>
    /// <param name="after">The last sequence already seen, or 0 for all.</param>
    /// <returns>The subscription, or null where too many are there already.</returns>
    public AlertSubscription? Subscribe(long after)
    {
        lock (gate)
        {
            if (subscriptions.Count >= Settings.MaxSubscribers)
            {
                return null;
            }

            var subscription = new AlertSubscription(this, after);
            subscriptions.Add(subscription);
            return subscription;
        }
    }

    internal void Leave(AlertSubscription subscription)
    {
        lock (gate)
        {
            subscriptions.Remove(subscription);
        }
    }

    /// <summary>The next events after a sequence (none where it is the newest), and a task that is done when more are published.</summary>
    internal (IReadOnlyList<FeedEntry> Events, Task Published) ReadAfter(long sequence)
    {
        lock (gate)
        {
            if (sequence >= highWater)
            {
                return ([], published.Task);
            }

            if (newest.TryPeek(out var oldestKept) && sequence + 1 >= oldestKept.Sequence)
            {
                return ([.. newest.SkipWhile(entry => entry.Sequence <= sequence).Take(EventsRead)], published.Task);
            }
        }

        // From the log, outside the lock. It may hold events that are not published yet; they would come again, so they are left out.
        var upTo = HighWater;
        return ([.. log.ReadAfter(sequence, EventsRead).Where(stored => stored.Sequence <= upTo).Select(stored => new FeedEntry(stored.Sequence, stored.Payload))], Task.CompletedTask);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
