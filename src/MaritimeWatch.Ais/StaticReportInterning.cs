using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais;

/// <summary>One instance for each distinct piece of static data, so that a ship that repeats herself costs no memory.</summary>
/// <remarks>
/// <para>
/// Keyed by sender and a 64-bit hash of the raw static bytes. A hash can only meet that of the same MMSI, so a forged text can
/// at worst hide a change of its own ship's data.
/// </para>
/// <para>
/// Shared between the readers of all threads. Look-ups take no lock; insertions do. Full, it forgets everything at once and
/// starts a new generation: what is still sent comes back within minutes. Instances handed out stay valid.
/// </para>
/// </remarks>
public sealed class StaticReportInterning
{
    /// <summary>How many reports are held when nothing else is asked for; a Danish day has about 30,000 (some 20 MB).</summary>
    public const int DefaultCapacity = 65_536;

    /// <summary>At most half of them are taken, so that a search ends after a few steps; a table no larger than its reports need stays in the cache. A power of two.</summary>
    private const int FirstSlots = 128;

    /// <summary>The entry of a row that says nothing at all; comes out as null.</summary>
    private static readonly StaticReport Nothing = new(default(Mmsi));

    private readonly Lock inserting = new();
    private readonly int capacity;
    private Slot[] slots;
    private int count;

    /// <summary>An empty table.</summary>
    /// <param name="capacity">How many reports are held before everything is forgotten; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public StaticReportInterning(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        this.capacity = capacity;
        slots = new Slot[FirstSlots];
    }

    /// <summary>How many reports are held now.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The instance known for this sender and hash.</summary>
    /// <returns>False when it is not known; <paramref name="report"/> is null too where the raw bytes are known to say nothing.</returns>
    public bool TryGet(Mmsi mmsi, ulong hash, out StaticReport? report)
    {
        var table = Volatile.Read(ref slots);
        var mask = table.Length - 1;
        for (var i = Home(mmsi, hash) & mask; ; i = (i + 1) & mask)
        {
            ref var slot = ref table[i];
            var found = Volatile.Read(ref slot.Report);
            if (found is null)
            {
                report = null;
                return false;
            }

            if (slot.Hash == hash && slot.Mmsi == mmsi)
            {
                report = ReferenceEquals(found, Nothing) ? null : found;
                return true;
            }
        }
    }

    /// <summary>Makes a report the instance for its sender and hash, unless another thread was faster.</summary>
    /// <param name="mmsi">Sender.</param>
    /// <param name="hash">Hash of the raw static bytes.</param>
    /// <param name="report">The report they stand for, or null when they say nothing.</param>
    /// <returns>The instance to use from now on.</returns>
    public StaticReport? Add(Mmsi mmsi, ulong hash, StaticReport? report)
    {
        lock (inserting)
        {
            if (TryGet(mmsi, hash, out var known))
            {
                return known;
            }

            if (count >= capacity)
            {
                Volatile.Write(ref slots, new Slot[FirstSlots]);
                count = 0;
            }
            else if (count * 2 >= slots.Length)
            {
                Volatile.Write(ref slots, Doubled(slots));
            }

            Put(slots, mmsi, hash, report ?? Nothing);
            count++;
            return report;
        }
    }

    private static void Put(Slot[] slots, Mmsi mmsi, ulong hash, StaticReport report)
    {
        var mask = slots.Length - 1;
        var i = Home(mmsi, hash) & mask;
        while (slots[i].Report is not null)
        {
            i = (i + 1) & mask;
        }

        slots[i].Hash = hash;
        slots[i].Mmsi = mmsi;

        // The report last: a reader that sees it sees the key too.
        Volatile.Write(ref slots[i].Report, report);
    }

    /// <summary>The same reports in a table of twice the size. A reader that still looks into the old one misses at most the newest, and asks again under the lock.</summary>
    private static Slot[] Doubled(Slot[] old)
    {
        var slots = new Slot[old.Length * 2];
        foreach (var slot in old)
        {
            if (slot.Report is { } report)
            {
                Put(slots, slot.Mmsi, slot.Hash, report);
            }
        }

        return slots;
    }

    private static int Home(Mmsi mmsi, ulong hash) => (int)((hash ^ (mmsi.Value * 0x9E37_79B9_7F4A_7C15UL)) >> 32);

    private struct Slot
    {
        public StaticReport? Report;
        public ulong Hash;
        public Mmsi Mmsi;
    }
}
