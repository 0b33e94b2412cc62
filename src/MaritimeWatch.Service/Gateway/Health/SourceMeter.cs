using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>What is measured of one source: rates, gaps, lag, vessels. Told by the threads that read, looked at once a second.</summary>
/// <param name="isLive">Whether event time and time of receipt can be compared: played traffic has any event time.</param>
internal sealed class SourceMeter(bool isLive)
{
    /// <summary>Vessels counted at most. Design value: more than all of the world that is under way.</summary>
    public const int MostVessels = 200_000;

    /// <summary>How long a vessel counts after she was heard.</summary>
    public static readonly TimeSpan VesselsFor = TimeSpan.FromMinutes(10);

    private const int Gaps = 128;

    private readonly Lock gate = new();
    private readonly RateRing messages = new();
    private readonly RateRing bad = new();
    private readonly MedianRing gaps = new(Gaps);
    private readonly MedianRing lags = new(Gaps);
    private readonly Dictionary<uint, long> vessels = [];
    private Instant? last;
    private long badBefore;

    /// <summary>Reports were received together.</summary>
    public void Took(List<AisReport> reports, Instant now)
    {
        lock (gate)
        {
            messages.Add(now.UnixSeconds, reports.Count);
            if (last is { } before && now > before)
            {
                gaps.Add((int)Math.Min(int.MaxValue, now.UnixMilliseconds - before.UnixMilliseconds));
            }

            last = now;
            if (isLive)
            {
                lags.Add((int)Math.Clamp(now.UnixMilliseconds - reports[^1].Time.UnixMilliseconds, int.MinValue, int.MaxValue));
            }

            foreach (ref readonly var report in CollectionsMarshal.AsSpan(reports))
            {
                if (vessels.Count < MostVessels || vessels.ContainsKey(report.Mmsi.Value))
                {
                    vessels[report.Mmsi.Value] = now.UnixSeconds;
                }
            }
        }
    }

    /// <summary>Looks at it all.</summary>
    /// <param name="now">The service's time.</param>
    /// <param name="badSoFar">Bad messages since the source came to be.</param>
    public SourceFigures Look(Instant now, long badSoFar)
    {
        lock (gate)
        {
            bad.Add(now.UnixSeconds, (int)Math.Clamp(badSoFar - badBefore, 0, int.MaxValue));
            badBefore = badSoFar;
            var oldest = now.UnixSeconds - (long)VesselsFor.TotalSeconds;
            foreach (var (mmsi, heard) in vessels)
            {
                if (heard < oldest)
                {
                    vessels.Remove(mmsi);
                }
            }

            var (minute, badMinute) = (messages.Sum(now.UnixSeconds, 60), bad.Sum(now.UnixSeconds, 60));
            return new SourceFigures(
                minute / 60.0, messages.Sum(now.UnixSeconds, RateRing.Seconds) / (double)RateRing.Seconds, badMinute, minute + badMinute, vessels.Count,
                gaps.Count < Gaps / 8 ? null : TimeSpan.FromMilliseconds(gaps.Median()), lags.Count == 0 ? null : TimeSpan.FromMilliseconds(lags.Median()));
        }
    }
}
