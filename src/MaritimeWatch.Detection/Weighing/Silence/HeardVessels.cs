using System.Runtime.InteropServices;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Every vessel that was heard, and a calendar of whom to look at in which minute, so that a minute costs only what is due in it.</summary>
internal sealed class HeardVessels
{
    private readonly Dictionary<ulong, HeardVessel> vessels = [];
    private readonly Dictionary<long, List<HeardVessel>> calendar = [];
    private readonly List<HeardVessel> due = [];
    private long nextMinute = long.MinValue;

    public IReadOnlyCollection<HeardVessel> All => vessels.Values;

    public HeardVessel? Find(ulong key) => vessels.GetValueOrDefault(key);

    public HeardVessel Admit(ulong key, out bool isNew)
    {
        ref var vessel = ref CollectionsMarshal.GetValueRefOrAddDefault(vessels, key, out var isKnown);
        isNew = !isKnown;
        return vessel ??= new HeardVessel(key);
    }

    /// <summary>She is to be looked at once the picture has reached a time, or next; an earlier appointment stands.</summary>
    public void LookAgain(HeardVessel vessel, Instant time)
    {
        // Rounded up: the picture moves in whole minutes.
        var minute = Math.DivRem(time.UnixMilliseconds, 60_000, out var rest) + (rest > 0 ? 1 : 0);
        minute = Math.Max(minute, nextMinute);
        if (vessel.QueuedMinute <= minute)
        {
            return;
        }

        vessel.QueuedMinute = minute;
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(calendar, minute, out _);
        (list ??= []).Add(vessel);
    }

    /// <summary>Who is to be looked at in a minute, by MMSI and hull. Their appointments are done with.</summary>
    public IReadOnlyList<HeardVessel> DueAt(Instant minute)
    {
        due.Clear();
        var number = minute.UnixMilliseconds / 60_000;
        nextMinute = number + 1;
        if (calendar.Remove(number, out var list))
        {
            foreach (var vessel in list)
            {
                if (vessel.QueuedMinute == number)
                {
                    vessel.QueuedMinute = long.MaxValue;
                    due.Add(vessel);
                }
            }

            due.Sort((a, b) => a.Key.CompareTo(b.Key));
        }

        return due;
    }

    public void Forget(HeardVessel vessel) => vessels.Remove(vessel.Key);

    public void Clear()
    {
        vessels.Clear();
        calendar.Clear();
    }
}
