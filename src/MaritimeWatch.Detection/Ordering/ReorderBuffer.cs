using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Ordering;

/// <summary>Order: one vessel's reports in any order in, in event-time order out, without copies.</summary>
/// <remarks>
/// What waits, waits for the watermark. Copies of one transmission by several stations are told by their content, in event-time order
/// on the way out, so the order of arrival never decides which copy counts.
/// </remarks>
internal sealed class ReorderBuffer
{
    private const int Remembered = 4;

    private readonly PositionReport[] released = new PositionReport[Remembered];
    private AisReport[] waiting = new AisReport[2];
    private int first;
    private int count;
    private int releasedAt;

    /// <summary>Event time of the first waiting report, or <see cref="Instant.MaxValue"/>.</summary>
    public Instant NextTime => count == 0 ? Instant.MaxValue : waiting[first].Time;

    /// <summary>Takes a report that is not before the watermark.</summary>
    public void Add(in AisReport report)
    {
        if (first + count == waiting.Length)
        {
            MakeRoom();
        }

        var at = first + count;
        while (at > first && ComesBefore(report, waiting[at - 1]))
        {
            waiting[at] = waiting[at - 1];
            at--;
        }

        waiting[at] = report;
        count++;
    }

    /// <summary>The next report before the watermark, or false. A copy comes out with <paramref name="isDuplicate"/> set.</summary>
    public bool TryRelease(Instant watermark, TimeSpan duplicateWindow, out AisReport report, out bool isDuplicate)
    {
        if (count == 0 || waiting[first].Time >= watermark)
        {
            report = default;
            isDuplicate = false;
            return false;
        }

        report = waiting[first];
        waiting[first] = default;
        count--;
        first = count == 0 ? 0 : first + 1;
        isDuplicate = report.Dynamic.HasPosition && IsCopy(report.Dynamic, duplicateWindow);
        if (!isDuplicate && report.Dynamic.HasPosition)
        {
            released[releasedAt++ % Remembered] = report.Dynamic;
        }

        return true;
    }

    private static bool ComesBefore(in AisReport report, in AisReport other)
    {
        if (report.Time != other.Time)
        {
            return report.Time < other.Time;
        }

        // Reports of the same second are ordered by content, so that a shuffled recording gives the same track.
        var a = report.Dynamic;
        var b = other.Dynamic;
        return (a.RawLatitude, a.RawLongitude, a.RawSpeed, a.RawCourse, a.RawHeading, a.Status)
            .CompareTo((b.RawLatitude, b.RawLongitude, b.RawSpeed, b.RawCourse, b.RawHeading, b.Status)) < 0;
    }

    private bool IsCopy(in PositionReport report, TimeSpan window)
    {
        var stored = Math.Min(releasedAt, Remembered);
        for (var i = 0; i < stored; i++)
        {
            ref readonly var other = ref released[i];
            if (report.RawLatitude == other.RawLatitude
                && report.RawLongitude == other.RawLongitude
                && report.Time - other.Time <= window
                && report.RawSpeed == other.RawSpeed
                && report.RawCourse == other.RawCourse
                && report.RawHeading == other.RawHeading
                && report.Status == other.Status)
            {
                return true;
            }
        }

        return false;
    }

    private void MakeRoom()
    {
        if (count <= waiting.Length / 2)
        {
            Array.Copy(waiting, first, waiting, 0, count);
            Array.Clear(waiting, count, waiting.Length - count);
        }
        else
        {
            var larger = new AisReport[waiting.Length * 2];
            Array.Copy(waiting, first, larger, 0, count);
            waiting = larger;
        }

        first = 0;
    }
}
