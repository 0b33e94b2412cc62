using System.Threading.Channels;
using MaritimeWatch.Service.Gateway.Balance;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Stage <c>Receive</c>'s end: the bounded queue between the sources and the one analyser loop. Out in the order in.</summary>
/// <remarks>
/// A source that can slow its sender (TCP, a broker) waits for room; one that cannot (UDP) is given room by shedding what matters less (<see cref="ShedRank"/>), or is shed itself
/// (decision 0712). Those that wait may fill three quarters, one of them half, so that the others always find room; what waits its turn is never shed for somebody else.
/// </remarks>
/// <param name="capacity">Reports that may wait, at least 1.</param>
internal sealed class ReportIntake(int capacity)
{
    private const int Nobody = -1;
    private const int Patient = (int)ShedRank.NearAsset + 1;

    private readonly Lock gate = new();
    private readonly Place[] places = NewPlaces(capacity);
    private readonly Line[] lines = [.. Enumerable.Repeat(new Line(Nobody, Nobody), Patient + 1)];
    private readonly int mostPatient = Math.Max(1, capacity * 3 / 4);
    private readonly int mostOfOne = Math.Max(1, capacity / 2);
    private readonly int signalEvery = Math.Max(1, capacity / 8);
    private int free;
    private int waiting;
    private int patient;
    private int takenSinceSignal;
    private long next;
    private long accepted;
    private long shed;
    private bool isComplete;
    private TaskCompletionSource<bool>? reader;
    private TaskCompletionSource? room;

    /// <summary>Raised with what is shed, under no lock.</summary>
    public event Action<IntakeItem>? WasShed;

    /// <summary>Reports taken into the queue.</summary>
    public long Accepted => Volatile.Read(ref accepted);

    /// <summary>Reports shed: on arrival, or later for one that matters more.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>Reports in the queue.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Hands a report over; without room, what matters less is shed for it, or it is shed itself.</summary>
    public void Offer(in IntakeItem item)
    {
        IntakeItem? victim = null;
        lock (gate)
        {
            if (isComplete || (waiting == capacity && !TryMakeRoom(item, out victim)))
            {
                victim = item;
            }
            else
            {
                Add(item, (int)item.Rank);
            }

            shed += victim is null ? 0 : 1;
        }

        if (victim is { } lost)
        {
            lost.Balance?.Shed(lost.Report);
            WasShed?.Invoke(lost);
        }
    }

    /// <summary>Counts a report as shed that was taken out and had no place further on.</summary>
    public void ShedFurtherOn(in IntakeItem item)
    {
        item.Balance?.Shed(item.Report);
        WasShed?.Invoke(item);
    }

    /// <summary>Hands a report over, waiting for room.</summary>
    /// <exception cref="ChannelClosedException">The service takes no more.</exception>
    public ValueTask HandOverAsync(in IntakeItem item, CancellationToken cancellation) => TryAdd(item, out var wait) ? ValueTask.CompletedTask : WaitAsync(item, wait!, cancellation);

    /// <summary>The next report, in the order they came; false where none waits.</summary>
    public bool TryRead(out IntakeItem item)
    {
        TaskCompletionSource? signalled = null;
        lock (gate)
        {
            var first = First();
            if (first == Nobody)
            {
                item = default;
                return false;
            }

            item = Remove(first);
            if (room is not null && (++takenSinceSignal >= signalEvery || patient <= mostPatient / 2))
            {
                (signalled, room, takenSinceSignal) = (room, null, 0);
            }
        }

        signalled?.TrySetResult();
        return true;
    }

    /// <summary>Waits for a report; false when none follows.</summary>
    public Task<bool> WaitToReadAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (waiting > 0 || isComplete)
            {
                return Task.FromResult(waiting > 0);
            }

            reader ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return reader.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Takes no more, and sheds whatever waits: nobody will read it.</summary>
    public void GiveUp()
    {
        Complete();
        while (TryRead(out var item))
        {
            Interlocked.Increment(ref shed);
            if (item.Receipt is null)
            {
                // Whoever waits for the outcome counts it.
                item.Balance?.Shed(item.Report);
            }
        }
    }

    /// <summary>Says that no report follows.</summary>
    public void Complete()
    {
        TaskCompletionSource<bool>? ended;
        TaskCompletionSource? signalled;
        lock (gate)
        {
            isComplete = true;
            (ended, signalled) = (reader, room);
            (reader, room) = (null, null);
        }

        ended?.TrySetResult(Waiting > 0);
        signalled?.TrySetResult();
    }

    private async ValueTask WaitAsync(IntakeItem item, Task wait, CancellationToken cancellation)
    {
        do
        {
            await wait.WaitAsync(cancellation);
        }
        while (!TryAdd(item, out wait!));
    }

    private bool TryAdd(in IntakeItem item, out Task? wait)
    {
        lock (gate)
        {
            if (isComplete)
            {
                throw new ChannelClosedException();
            }

            if (waiting == capacity || patient >= mostPatient || item.Balance?.Queued >= mostOfOne)
            {
                wait = (room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                return false;
            }

            patient++;
            Add(item, Patient);
            wait = null;
            return true;
        }
    }

    private void Add(in IntakeItem item, int rank)
    {
        var at = free;
        free = places[at].Next;
        places[at] = new Place(item, next++, Nobody);
        ref var line = ref lines[rank];
        if (line.Last == Nobody)
        {
            line = new Line(at, at);
        }
        else
        {
            places[line.Last].Next = at;
            line.Last = at;
        }

        waiting++;
        accepted++;
        if (item.Balance is { } balance)
        {
            balance.Queued++;
        }

        if (reader is { } waits)
        {
            reader = null;
            waits.TrySetResult(true);
        }
    }

    /// <summary>Sheds the oldest of the lowest rank there is below the item's; of its own rank only for one whose source has more waiting than the item's.</summary>
    private bool TryMakeRoom(in IntakeItem item, out IntakeItem? victim)
    {
        victim = null;
        for (var rank = 0; rank <= (int)item.Rank; rank++)
        {
            var oldest = lines[rank].First;
            if (oldest != Nobody && (rank < (int)item.Rank || places[oldest].Item.Balance?.Queued > item.Balance?.Queued + 1))
            {
                victim = Remove(rank);
                accepted--;
                return true;
            }
        }

        return false;
    }

    /// <summary>The line whose first came first.</summary>
    private int First()
    {
        var (first, least) = (Nobody, long.MaxValue);
        for (var rank = 0; rank <= Patient && waiting > 0; rank++)
        {
            if (lines[rank].First is not Nobody and var at && places[at].Number < least)
            {
                (first, least) = (rank, places[at].Number);
            }
        }

        return first;
    }

    private IntakeItem Remove(int rank)
    {
        ref var line = ref lines[rank];
        var at = line.First;
        var item = places[at].Item;
        line.First = places[at].Next;
        line.Last = line.First == Nobody ? Nobody : line.Last;
        places[at] = new Place(default, 0, free);
        free = at;
        waiting--;
        patient -= rank == Patient ? 1 : 0;
        if (item.Balance is { } balance)
        {
            balance.Queued--;
        }

        return item;
    }

    private static Place[] NewPlaces(int count)
    {
        var places = new Place[count];
        for (var at = 0; at < count; at++)
        {
            places[at].Next = at + 1;
        }

        return places;
    }

    /// <summary>The first and the last of those of one rank.</summary>
    private record struct Line(int First, int Last);

    private record struct Place(IntakeItem Item, long Number, int Next);
}
