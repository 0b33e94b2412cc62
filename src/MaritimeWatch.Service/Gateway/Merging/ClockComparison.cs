using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>Holds the clocks of sources against each other by the transmissions that several of them bring. Called by any thread.</summary>
/// <remarks>
/// Compared is where a time is put right, so that it is known as the source gave it and as it became; nothing that waits, is shed or comes again later has a part in it.
/// A moving ship's report that is alike to the last digit is the same transmission. One place for each: the newer takes the place of the older, and what is lost by that is one comparison.
/// </remarks>
internal sealed class ClockComparison
{
    private const int Places = 1 << 16;

    /// <summary>At this speed and above no two reports of a ship are alike. 1/10 knot.</summary>
    private const int MovingTenths = ReportMerger.MovingTenths;

    /// <summary>Further apart than any clock that is put right; so that one is told of as well that is not.</summary>
    private const int MostSecondsApart = 3_600;

    private readonly Lock gate = new();
    private readonly Entry[] entries = new Entry[Places];

    /// <summary>Takes note of a report.</summary>
    /// <param name="report">The report, its time put right.</param>
    /// <param name="rawSeconds">Its time as the source gave it, UNIX seconds.</param>
    /// <param name="clock">The source's.</param>
    /// <param name="standing">How far the source is believed.</param>
    public void Note(in AisReport report, long rawSeconds, SourceClock clock, SourceStanding standing)
    {
        var dynamic = report.Dynamic;
        if (!dynamic.HasPosition || dynamic.RawSpeed < MovingTenths)
        {
            return;
        }

        var key = Transmission.Of(report);
        var seconds = report.Time.UnixSeconds;
        var isWitness = standing == SourceStanding.Sound && clock.IsWitness;
        lock (gate)
        {
            ref var entry = ref entries[(int)(key >> 24) & (Places - 1)];
            var isSame = entry.Key == key && entry.Clock is not null && Math.Abs(seconds - entry.Seconds) <= MostSecondsApart;
            if (isSame && entry.Clock == clock)
            {
                return;
            }

            if (isSame && entry.IsWitness)
            {
                clock.NoteCopy(rawSeconds - entry.Seconds);
                return;
            }

            if (isSame && isWitness)
            {
                entry.Clock!.NoteCopy(entry.RawSeconds - seconds);
            }

            // The first stays until a witness comes; one that is not to be believed takes nobody's place.
            if (isSame ? isWitness : standing != SourceStanding.Suspect)
            {
                entry = new Entry(key, clock, rawSeconds, seconds, isWitness);
            }
        }
    }

    private readonly record struct Entry(ulong Key, SourceClock? Clock, long RawSeconds, long Seconds, bool IsWitness);
}
