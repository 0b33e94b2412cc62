using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>The last transmissions and who heard each: a ring of fixed size, what falls out of it is old. Of one thread at a time.</summary>
/// <remarks>
/// Looked up by chains whose walk is bounded. A source has a few places in each chain; where it needs another it gives up its oldest that nobody else has heard, so one that makes up
/// transmissions pushes out its own and nobody else's. Where a chain is, cannot be told from outside.
/// </remarks>
internal sealed class TransmissionRing
{
    /// <summary>Steps along a chain at most; one of honest traffic has one or two.</summary>
    public const int MostSteps = 64;

    /// <summary>Places of one source in a chain: half of the steps, so that one alone hides nobody; a ship that lies still sends the same as often before what a broken connection repeats is no longer known.</summary>
    public const int MostOfOneSource = MostSteps / 2;

    private readonly Entry[] ring;
    private readonly long[] heads;
    private readonly int mask;
    private readonly SourceNumbers numbers;
    private readonly ulong seed = (ulong)Random.Shared.NextInt64();
    private long next = 1;

    /// <param name="remembered">How many transmissions are remembered; a power of two.</param>
    /// <param name="numbers">Tells which hearers are of one source.</param>
    public TransmissionRing(int remembered, SourceNumbers numbers)
    {
        ring = new Entry[remembered];
        heads = new long[remembered];
        mask = remembered - 1;
        this.numbers = numbers;
    }

    /// <summary>The longest walk so far; for tests.</summary>
    public int LongestWalk { get; private set; }

    /// <summary>Says whether a transmission was heard before; then its hearer is added, otherwise it is remembered, where that is wanted.</summary>
    /// <param name="report">The report.</param>
    /// <param name="key">Its <see cref="Transmission"/>.</param>
    /// <param name="hearer">Who brings it.</param>
    /// <param name="isForwarded">Whether it bears the mark of a merged feed.</param>
    /// <param name="isRemembered">Whether it is remembered where it is new.</param>
    public MergeResult Note(in AisReport report, ulong key, ushort hearer, bool isForwarded, bool isRemembered)
    {
        var dynamic = report.Dynamic;
        var seconds = report.Time.UnixSeconds;
        var (heading, status) = (dynamic.RawHeading, Transmission.StatusOf(dynamic));
        var isMoving = dynamic.HasPosition && dynamic.RawSpeed >= ReportMerger.MovingTenths;
        ref var head = ref Head(key);
        var (steps, own, last) = (0, 0, 0L);
        var (oldest, beforeOldest, isOldestAlone) = (0L, 0L, false);
        for (var number = head; IsThere(number) && steps < MostSteps; steps++)
        {
            ref var entry = ref ring[(int)(number & mask)];
            var isOwn = IsOfOneSource(entry.HeardBy[0], hearer);
            if (entry.Key == key && entry.Mmsi == dynamic.Mmsi.Value)
            {
                // A dialect may leave heading and status out; one and the same source does not, now and then.
                var isNew = !HasSource(entry.HeardBy, hearer);
                var difference = Math.Abs(seconds - entry.Seconds);
                if (Agree(entry.Heading, heading, isNew) && Agree(entry.Status, status, isNew)
                    && (difference <= (long)ReportMerger.Window.TotalSeconds || (isMoving && isNew && difference <= (long)ReportMerger.LongWindow.TotalSeconds)))
                {
                    if (!entry.HeardBy.Has(hearer))
                    {
                        entry.HeardBy.Add(hearer);
                    }

                    LongestWalk = Math.Max(LongestWalk, steps + 1);
                    var goesOutNow = entry.IsForwarded && !isForwarded;
                    entry.IsForwarded &= isForwarded;
                    return new MergeResult(IsCopy: true, GoesOut: false, goesOutNow);
                }
            }

            if (isOwn)
            {
                // The oldest that nobody else has heard; where all were, the oldest.
                own++;
                var isAlone = entry.HeardBy.Count == 1;
                (oldest, beforeOldest, isOldestAlone) = isAlone || !isOldestAlone ? (number, last, isAlone) : (oldest, beforeOldest, true);
            }

            (last, number) = (number, entry.Before);
        }

        LongestWalk = Math.Max(LongestWalk, steps);
        if (isRemembered)
        {
            if (own >= MostOfOneSource)
            {
                Unlink(ref head, oldest, beforeOldest);
            }

            ref var place = ref ring[(int)(next & mask)];
            place = new Entry { Key = key, Mmsi = dynamic.Mmsi.Value, Seconds = seconds, Heading = heading, Status = status, IsForwarded = isForwarded, Before = head };
            place.HeardBy.Add(hearer);
            head = next++;
        }

        return new MergeResult(IsCopy: false, GoesOut: !isForwarded, GoesOutNow: false);
    }

    /// <summary>Forgets a transmission: a copy of it is to count as the first.</summary>
    public void Forget(in AisReport report, ulong key)
    {
        if (Find(report, key) is > 0 and var number)
        {
            ring[(int)(number & mask)].Key = ~key;
        }
    }

    /// <summary>Who heard a transmission, the first one first; empty where it is not remembered.</summary>
    public HeardBy WhoHeard(in AisReport report, ulong key) => Find(report, key) is > 0 and var number ? ring[(int)(number & mask)].HeardBy : default;

    /// <summary>The number of a remembered transmission of about that time, or 0.</summary>
    private long Find(in AisReport report, ulong key)
    {
        var steps = 0;
        for (var number = Head(key); IsThere(number) && steps < MostSteps; steps++)
        {
            ref readonly var entry = ref ring[(int)(number & mask)];
            if (entry.Key == key && entry.Mmsi == report.Mmsi.Value && Math.Abs(report.Time.UnixSeconds - entry.Seconds) <= (long)ReportMerger.Window.TotalSeconds
                && Agree(entry.Heading, report.Dynamic.RawHeading, mayBeLeftOut: true) && Agree(entry.Status, Transmission.StatusOf(report.Dynamic), mayBeLeftOut: true))
            {
                return number;
            }

            number = entry.Before;
        }

        return 0;
    }

    /// <summary>Takes one out of its chain.</summary>
    private void Unlink(ref long head, long number, long before)
    {
        var following = ring[(int)(number & mask)].Before;
        if (before == 0)
        {
            head = following;
        }
        else
        {
            ring[(int)(before & mask)].Before = following;
        }
    }

    private ref long Head(ulong key)
    {
        var mixed = (key ^ seed) * 0x9E37_79B9_7F4A_7C15UL;
        return ref heads[(int)(mixed >> 40) & mask];
    }

    private bool IsThere(long number) => number > 0 && number > next - ring.Length;

    private bool IsOfOneSource(ushort one, ushort other) => one == other || numbers.SourceOf(one) == numbers.SourceOf(other);

    private bool HasSource(in HeardBy heard, ushort hearer)
    {
        for (var place = 0; place < heard.Count; place++)
        {
            if (IsOfOneSource(heard[place], hearer))
            {
                return true;
            }
        }

        return false;
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
