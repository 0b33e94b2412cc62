using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage;

/// <summary>The newest position of each vessel that was heard lately, kept as reports come in. Safe for use by several threads at once.</summary>
/// <remarks>
/// Positions are stored by the hour, so where everybody was last would be a search an hour for each vessel. What was stored before the start
/// is read once for all, when somebody first asks; nobody else is kept by it. A report counts when it is handed over: it may be in here a moment before it is on the disk.
/// </remarks>
internal sealed class RecentPositions
{
    /// <summary>Far more than there are ships; somebody who makes up MMSIs fills no more memory than this.</summary>
    public const int MostVessels = 500_000;

    private readonly Lock gate = new();
    private readonly Dictionary<uint, PositionReport> newest = [];
    private readonly Func<TimeSpan, CancellationToken, List<PositionReport>> newestWithin;
    private readonly bool isLive;
    private readonly SharedReading stored;

    /// <summary>The MMSIs in order; null when one has come or gone since they were put in order.</summary>
    private uint[]? order;
    private Instant latest = Instant.MinValue;
    private Instant pruned = Instant.MinValue;
    private volatile bool isLoaded;

    /// <summary>Nothing is read yet.</summary>
    /// <param name="newestWithin">Reads from the store the newest position of each vessel in a window before the newest of all.</param>
    /// <param name="isLive">Whether reports are noted here; otherwise somebody else writes the store, and it is read again for each list that begins.</param>
    /// <param name="patience">Longest that somebody waits for what is read once for all; null for as long as it takes.</param>
    /// <param name="clock">Measures that.</param>
    /// <param name="place">Which store, for whoever waited so long.</param>
    public RecentPositions(
        Func<TimeSpan, CancellationToken, List<PositionReport>> newestWithin, bool isLive, TimeSpan? patience = null, TimeProvider? clock = null, string place = "")
    {
        (this.newestWithin, this.isLive) = (newestWithin, isLive);
        stored = new SharedReading(
            Load, patience, clock ?? TimeProvider.System, () => new StoreException(StoreFault.Away, place, new TimeoutException("it has not said yet where vessels were last; ask again")));
    }

    public void Note(in PositionReport position)
    {
        lock (gate)
        {
            Take(position);
        }
    }

    /// <summary>Those with an MMSI from <paramref name="first"/> on, in order of MMSI.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public List<PositionReport> Read(Mmsi first, int limit, CancellationToken cancellation)
    {
        if (isLive)
        {
            stored.Await(cancellation);
        }
        else if (first.Value == 0 || !isLoaded)
        {
            Load(cancellation);
        }

        lock (gate)
        {
            order ??= [.. newest.Keys.Order()];
            var oldest = latest - ITrackStore.RecentWindow;
            var found = new List<PositionReport>();
            var place = Array.BinarySearch(order, first.Value);
            for (var number = place < 0 ? ~place : place; number < order.Length && found.Count < limit; number++)
            {
                if (newest[order[number]] is var position && position.Time >= oldest)
                {
                    found.Add(position);
                }
            }

            return found;
        }
    }

    /// <summary>The newest position of one vessel, where it is known here; no word of what is stored.</summary>
    public PositionReport? Find(Mmsi mmsi)
    {
        lock (gate)
        {
            return isLoaded && isLive && newest.TryGetValue(mmsi.Value, out var position) ? position : null;
        }
    }

    private void Load(CancellationToken cancellation)
    {
        var found = newestWithin(ITrackStore.RecentWindow, cancellation);
        lock (gate)
        {
            foreach (var position in found)
            {
                Take(position);
            }
        }

        isLoaded = true;
    }

    private void Take(in PositionReport position)
    {
        latest = Instant.Max(latest, position.Time);
        if (newest.Count >= MostVessels && !newest.ContainsKey(position.Mmsi.Value) && !MakeRoom())
        {
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(newest, position.Mmsi.Value, out var exists);
        if (!exists)
        {
            order = null;
        }

        if (!exists || (position.Time, position.RawLatitude, position.RawLongitude).CompareTo((known.Time, known.RawLatitude, known.RawLongitude)) >= 0)
        {
            known = position;
        }
    }

    /// <summary>Forgets whoever was not heard in the window; at most once in an hour of event time, because it looks at all of them.</summary>
    private bool MakeRoom()
    {
        if (latest - pruned < TimeSpan.FromHours(1))
        {
            return false;
        }

        pruned = latest;
        var oldest = latest - ITrackStore.RecentWindow;
        foreach (var mmsi in newest.Where(entry => entry.Value.Time < oldest).Select(entry => entry.Key).ToList())
        {
            newest.Remove(mmsi);
        }

        order = null;

        return newest.Count < MostVessels;
    }
}
