using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>Tells which reports are transmissions that another source, or the same one, has brought already. The first is never held up; later ones add who heard it too.</summary>
/// <remarks>
/// Alike within a few seconds is the same: AIS repeats no faster than every two seconds, and then a ship has moved. That window is the analyser's own for
/// copies, so merging takes nothing from it that it would keep. From another source, what is alike to the last digit is the same transmission for minutes,
/// where the ship moves: that source is behind, or its clock is off, and by how much is told to its <see cref="SourceClock"/>. A ring of fixed size remembers; what falls out of it is old. Called by any thread.
/// </remarks>
internal sealed class ReportMerger
{
    /// <summary>Remembered transmissions: at 20,000 a second more than the window, at 500 a second four minutes. 10 MiB.</summary>
    public const int Remembered = 1 << 17;

    /// <summary>Copies come within this; as the analyser's <c>Order:DuplicateWindow</c>, below half the slowest interval of a moving ship.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>Copies of a moving ship's report from a source that is behind come within this: as long as live traffic may be old.</summary>
    public static readonly TimeSpan LongWindow = LiveBounds.Oldest;

    /// <summary>At this speed and above no two reports of a ship are alike: she makes five metres in three seconds, and coordinates tell a fifth of a metre. 1/10 knot.</summary>
    private const int MovingTenths = 30;

    private readonly Lock gate = new();
    private readonly Entry[] ring;
    private readonly long[] heads;
    private readonly int mask;
    private long next = 1;

    /// <param name="remembered">How many transmissions are remembered; a power of two.</param>
    public ReportMerger(int remembered = Remembered)
    {
        ring = new Entry[remembered];
        heads = new long[remembered];
        mask = remembered - 1;
    }

    /// <summary>Takes note of a report.</summary>
    /// <param name="report">The report, its time corrected.</param>
    /// <param name="source">The number of its source, 1 and above.</param>
    /// <param name="behind">How much later than the first this one says the transmission was, in seconds, where it was another source's and tells about clocks; else null.</param>
    /// <param name="first">The number of the source that was first; <paramref name="source"/> where this is the first.</param>
    /// <param name="isRemembered">Whether later ones may be copies of this one: not of one that may yet be shed in favour of others.</param>
    /// <returns>Whether it was heard before.</returns>
    public bool IsDuplicate(in AisReport report, ushort source, out int? behind, out ushort first, bool isRemembered = true) =>
        IsDuplicate(new HeardReport(report), source, out behind, out first, out _, isRemembered);

    /// <summary>Takes note of a report, and of whether it goes out with the merged feed.</summary>
    /// <param name="heard">The report, its time corrected.</param>
    /// <param name="source">As above.</param>
    /// <param name="behind">As above.</param>
    /// <param name="first">As above.</param>
    /// <param name="goesOut">Whether it is the first of its transmission that does not bear the mark of a merged feed; of each transmission one at most.</param>
    /// <param name="isRemembered">As above.</param>
    /// <returns>Whether it was heard before.</returns>
    public bool IsDuplicate(in HeardReport heard, ushort source, out int? behind, out ushort first, out bool goesOut, bool isRemembered = true)
    {
        var key = Transmission.Of(heard.Report);
        lock (gate)
        {
            return IsDuplicate(heard, key, source, isRemembered, out behind, out first, out goesOut);
        }
    }

    /// <summary>Forgets a transmission that was shed after all: a copy of it is to count as the first.</summary>
    public void Forget(in AisReport report)
    {
        var key = Transmission.Of(report);
        lock (gate)
        {
            if (Find(key, report.Time.UnixSeconds) is > 0 and var number)
            {
                ring[(int)(number & mask)].Key = ~key;
            }
        }
    }

    private bool IsDuplicate(in HeardReport heard, ulong key, ushort source, bool isRemembered, out int? behind, out ushort first, out bool goesOut)
    {
        var dynamic = heard.Report.Dynamic;
        var seconds = heard.Report.Time.UnixSeconds;
        goesOut = !heard.IsForwarded;
        var (heading, status) = (dynamic.RawHeading, Transmission.StatusOf(dynamic));
        var isMoving = dynamic.HasPosition && dynamic.RawSpeed >= MovingTenths;
        ref var head = ref heads[(int)(key >> 20) & mask];
        for (var number = head; number > 0 && number > next - ring.Length;)
        {
            ref var entry = ref ring[(int)(number & mask)];
            var difference = seconds - entry.Seconds;
            if (entry.Key == key && entry.Mmsi == dynamic.Mmsi.Value)
            {
                // A dialect may leave heading and status out; one and the same source does not, now and then.
                var isNew = !entry.HeardBy.Has(source);
                if (!Agree(entry.Heading, heading, isNew) || !Agree(entry.Status, status, isNew))
                {
                    number = entry.Before;
                    continue;
                }

                if (Math.Abs(difference) <= (long)Window.TotalSeconds || (isMoving && isNew && Math.Abs(difference) <= (long)LongWindow.TotalSeconds))
                {
                    goesOut = entry.IsForwarded && !heard.IsForwarded;
                    entry.IsForwarded &= heard.IsForwarded;
                    first = entry.HeardBy[0];
                    behind = isMoving && isNew ? (int)difference : null;
                    if (isNew)
                    {
                        entry.HeardBy.Add(source);
                    }

                    return true;
                }
            }

            number = entry.Before;
        }

        (behind, first) = (null, source);
        if (!isRemembered)
        {
            return false;
        }

        ref var place = ref ring[(int)(next & mask)];
        place = new Entry { Key = key, Mmsi = dynamic.Mmsi.Value, Seconds = seconds, Heading = heading, Status = status, IsForwarded = heard.IsForwarded, Before = head };
        place.HeardBy.Add(source);
        head = next++;
        return false;
    }

    /// <summary>The sources that heard a transmission, the first one first; empty where it is no longer remembered.</summary>
    public IReadOnlyList<ushort> WhoHeard(in AisReport report)
    {
        var key = Transmission.Of(report);
        lock (gate)
        {
            if (Find(key, report.Time.UnixSeconds) is not (> 0 and var number))
            {
                return [];
            }

            ref readonly var entry = ref ring[(int)(number & mask)];
            var found = new ushort[entry.HeardBy.Count];
            for (var at = 0; at < found.Length; at++)
            {
                found[at] = entry.HeardBy[at];
            }

            return found;
        }
    }

    /// <summary>The number of a remembered transmission of about that time, or 0.</summary>
    private long Find(ulong key, long seconds)
    {
        for (var number = heads[(int)(key >> 20) & mask]; number > 0 && number > next - ring.Length;)
        {
            ref readonly var entry = ref ring[(int)(number & mask)];
            if (entry.Key == key && Math.Abs(seconds - entry.Seconds) <= (long)Window.TotalSeconds)
            {
                return number;
            }

            number = entry.Before;
        }

        return 0;
    }

    private static bool Agree(short one, short other, bool mayBeLeftOut) => one == other || (mayBeLeftOut && (one == Transmission.Unknown || other == Transmission.Unknown));

    private struct Entry
    {
        public ulong Key;
        public long Before;
        public long Seconds;
        public HeardBy HeardBy;
        public uint Mmsi;
        public short Heading;
        public short Status;

        /// <summary>Whether all that brought it so far had it from a merged feed.</summary>
        public bool IsForwarded;
    }
}
