using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Stage <c>Deliver</c>: every subscriber gets every event and transition after its starting point, in order, once.</summary>
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
    private readonly Lock publishing = new();
    private readonly Lock gate = new();
    private long oldest = 1;
    private readonly FeedEntry?[] newest = new FeedEntry?[EventsKept];
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
    /// <remarks>Where that cannot be told because the oldest are damaged, it is the one told last: whoever resumes behind them is served.</remarks>
    public long Oldest
    {
        get
        {
            try
            {
                Volatile.Write(ref oldest, log.OldestSequence is > 0 and var kept ? kept : HighWater + 1);
            }
            catch (StoreException)
            {
                // Told by the store's reader.
            }

            return Volatile.Read(ref oldest);
        }
    }

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

    /// <summary>What people and the system did about alerts since the start.</summary>
    public TransitionCounters Transitions { get; } = new();

    /// <summary>Subscribers cut because they were too slow.</summary>
    public long Cut => Volatile.Read(ref cut);

    /// <summary>Publishes events that are durable in the log, each with the transition it made.</summary>
    public void Publish(IReadOnlyList<AppendedAlert> appended)
    {
        var entries = new List<FeedEntry>(appended.Count);
        foreach (var alert in appended)
        {
            entries.Add(new FeedEntry(alert.Event.Sequence, alert.Payload));
            if (alert.Transition is { } transition)
            {
                entries.Add(Entry(transition));
            }
        }

        Publish(entries);
    }

    /// <summary>Publishes a transition that is durable in the log.</summary>
    public void Publish(AppendedTransition transition) => Publish([Entry(transition)]);

    /// <summary>Publishes what the log holds and nobody has published: whoever had written it could not say so.</summary>
    public void CatchUp()
    {
        if (log.HighWaterSequence > HighWater)
        {
            lock (publishing)
            {
                PublishFromLog();
            }
        }
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

            if (newest[Place(sequence + 1)]?.Sequence == sequence + 1)
            {
                var count = (int)Math.Min(EventsRead, highWater - sequence);
                return ([.. Enumerable.Range(1, count).Select(next => newest[Place(sequence + next)]!)], published.Task);
            }
        }

        // From the log, outside the lock. It may hold events that are not published yet; they would come again, so they are left out.
        var upTo = HighWater;
        return ([.. log.ReadAfter(sequence, EventsRead).Where(stored => stored.Sequence <= upTo).Select(stored => new FeedEntry(stored.Sequence, stored.Payload, stored.IsTransition))], Task.CompletedTask);
    }

    /// <summary>Where an entry is kept: sequences have no gaps, so the newest are found by their number.</summary>
    private static int Place(long sequence) => (int)(sequence % EventsKept);

    private static FeedEntry Entry(AppendedTransition transition) => new(transition.Sequence, transition.Payload, isTransition: true);

    /// <summary>Several write to the log; whoever comes first with what is not the next publishes all that is in between, and the others find it done.</summary>
    private void Publish(List<FeedEntry> entries)
    {
        lock (publishing)
        {
            entries.RemoveAll(entry => entry.Sequence <= HighWater);
            for (var number = 0; number < entries.Count; number++)
            {
                if (entries[number].Sequence != HighWater + 1 + number)
                {
                    PublishFromLog();
                    return;
                }
            }

            Announce(entries);
        }
    }

    private void PublishFromLog()
    {
        try
        {
            while (log.ReadAfter(HighWater, EventsRead) is { Count: > 0 } stored)
            {
                Announce([.. stored.Select(entry => new FeedEntry(entry.Sequence, entry.Payload, entry.IsTransition))]);
            }
        }
        catch (StoreException)
        {
            // Nothing is lost: it is published with what follows, or when the log can be read again.
        }
    }

    private void Announce(List<FeedEntry> entries)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            foreach (var entry in entries)
            {
                newest[Place(entry.Sequence)] = entry;
                if (entry.IsTransition)
                {
                    Transitions.Count(entry.Payload);
                }

                Volatile.Write(ref highWater, entry.Sequence);
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
