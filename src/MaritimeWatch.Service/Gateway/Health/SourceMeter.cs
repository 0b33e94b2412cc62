using System.Runtime.InteropServices;
using MaritimeWatch.Ais;
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

    /// <summary>A position this far from the one before, at a speed no ship makes, was never hers: S1's figures, with room for doubtful seconds.</summary>
    private const double LeastJumpMetres = 500;
    private const double MostMetresPerSecond = 100 * 1_852 / 3_600.0;

    /// <summary>At first, and after a break, every vessel is new. Design value: by then slow reporters and static data have come too.</summary>
    private static readonly TimeSpan StrangersUntil = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly RateRing messages = new();
    private readonly RateRing bad = new();
    private readonly MedianRing gaps = new(Gaps);
    private readonly MedianRing lags = new(Gaps);
    private readonly RateRing implausible = new();
    private readonly RateRing strangers = new();
    private readonly RateRing positions = new();
    private readonly Dictionary<uint, LastHeard> vessels = [];
    private Instant? first;
    private Instant? last;
    private long badBefore;

    /// <summary>Reports were received together.</summary>
    public void Took(ReadOnlySpan<AisReport> reports, Instant now)
    {
        lock (gate)
        {
            messages.Add(now.UnixSeconds, reports.Length);
            first = last is { } heard && now - heard > VesselsFor / 2 ? now : first ?? now;
            if (last is { } before && now > before)
            {
                gaps.Add((int)Math.Min(int.MaxValue, now.UnixMilliseconds - before.UnixMilliseconds));
            }

            last = now;
            if (isLive)
            {
                lags.Add((int)Math.Clamp(now.UnixMilliseconds - reports[^1].Time.UnixMilliseconds, int.MinValue, int.MaxValue));
            }

            var (jumps, unknown, placed) = (0, 0, 0);
            foreach (ref readonly var report in reports)
            {
                Take(report, now, ref jumps, ref unknown, ref placed);
            }

            implausible.Add(now.UnixSeconds, jumps);
            strangers.Add(now.UnixSeconds, unknown);
            positions.Add(now.UnixSeconds, placed);
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
                if (heard.At < oldest)
                {
                    vessels.Remove(mmsi);
                }
            }

            var (minute, badMinute) = (messages.Sum(now.UnixSeconds, 60), bad.Sum(now.UnixSeconds, 60));
            return new SourceFigures(
                minute / 60.0, messages.Sum(now.UnixSeconds, RateRing.Seconds) / (double)RateRing.Seconds, badMinute, minute + badMinute, vessels.Count,
                gaps.Count < Gaps / 8 ? null : TimeSpan.FromMilliseconds(gaps.Median()), lags.Count == 0 ? null : TimeSpan.FromMilliseconds(lags.Median()))
            {
                PositionsOfMinute = positions.Sum(now.UnixSeconds, 60),
                ImplausibleOfMinute = implausible.Sum(now.UnixSeconds, 60),
                StrangersOfMinute = first is { } began && now - began > StrangersUntil ? strangers.Sum(now.UnixSeconds, 60) : 0,
            };
        }
    }

    private void Take(in AisReport report, Instant now, ref int jumps, ref int unknown, ref int placed)
    {
        if (vessels.Count >= MostVessels && !vessels.ContainsKey(report.Mmsi.Value))
        {
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(vessels, report.Mmsi.Value, out var isKnown);
        unknown += isKnown ? 0 : 1;
        known.At = now.UnixSeconds;
        var dynamic = report.Dynamic;
        if (!dynamic.HasPosition)
        {
            return;
        }

        placed++;
        var seconds = report.Time.UnixSeconds;
        if (known.Seconds != 0 && dynamic.StationClass != StationClass.SarAircraft)
        {
            jumps += IsJump((long)dynamic.RawLatitude - known.RawLatitude, (long)dynamic.RawLongitude - known.RawLongitude, dynamic.RawLatitude, Math.Abs(seconds - known.Seconds)) ? 1 : 0;
        }

        (known.Seconds, known.RawLatitude, known.RawLongitude) = (seconds, dynamic.RawLatitude, dynamic.RawLongitude);
    }

    private static bool IsJump(long north, long east, int rawLatitude, long seconds)
    {
        const double MetresPerRaw = 1_852.0 * 60 / PositionReport.RawPerDegree;
        if (Math.Abs(north) + Math.Abs(east) < LeastJumpMetres / MetresPerRaw)
        {
            return false;
        }

        var eastwards = east * Math.Cos(rawLatitude / (double)PositionReport.RawPerDegree * Math.PI / 180);
        var metres = Math.Sqrt((north * (double)north) + (eastwards * eastwards)) * MetresPerRaw;
        return metres >= LeastJumpMetres && metres > Math.Max(1, seconds) * MostMetresPerSecond;
    }

    /// <summary>A vessel as this source heard her last.</summary>
    private record struct LastHeard(long At, long Seconds, int RawLatitude, int RawLongitude);
}
