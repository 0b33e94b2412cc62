using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Merging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Stage <c>Stamp</c> of live traffic, for every reader of a source alike, whether it runs or is called: the time of a report put right, compared with those of others, and held to the bounds. Called by any thread.</summary>
/// <param name="eventTime">Which clock gives event time; played traffic has its own, and is neither put right nor held to anything.</param>
/// <param name="clock">The source's.</param>
/// <param name="comparison">Where clocks are held against each other; null where there is one alone.</param>
/// <param name="standing">How far the source is believed at present; null for as any.</param>
internal sealed class SourceAdmission(EventTimeSource eventTime, SourceClock clock, ClockComparison? comparison = null, Func<SourceStanding>? standing = null)
{
    /// <summary>The time of a report that tells none, where it was received at <paramref name="receivedAt"/>; null in played traffic.</summary>
    public Instant? Fallback(Instant receivedAt) => eventTime == EventTimeSource.Receipt ? receivedAt : null;

    /// <summary>Puts the time of a report right and says why it may not be; <see cref="DropReason.None"/> where it may. Every report passes here once.</summary>
    /// <param name="bounds">The reader's own; its counter is one of the reader's stages.</param>
    /// <param name="report">The report.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="utcSecond">The second of the minute that the ship sent with it, 0 to 59, or <see cref="SourceClock.NoSecond"/>.</param>
    public DropReason Judge(LiveBounds bounds, ref AisReport report, Instant receivedAt, int utcSecond = SourceClock.NoSecond)
    {
        if (eventTime == EventTimeSource.TagBlock)
        {
            return DropReason.None;
        }

        var rawSeconds = report.Time.UnixSeconds;
        clock.Correct(ref report, receivedAt, utcSecond);
        comparison?.Note(report, rawSeconds, clock, standing?.Invoke() ?? SourceStanding.Sound);
        return bounds.Judge(report.Time, receivedAt);
    }
}
