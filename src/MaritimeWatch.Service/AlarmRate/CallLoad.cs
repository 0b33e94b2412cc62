using System.Globalization;
using System.Xml;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>How much a period called upon those who watch, by windows of ten minutes of the clock: ISA-18.2 and IEC 62682, with the limits of <see cref="AlertLoad"/>.</summary>
/// <param name="calls">The calls of the period, in any order.</param>
/// <param name="from">Its first time.</param>
/// <param name="to">Just after its last.</param>
internal sealed class CallLoad(IReadOnlyList<Annunciation> calls, Instant from, Instant to)
{
    /// <summary>A flood is over in the first window with fewer (EEMUA 191).</summary>
    private const int FloodEndsBelow = 5;

    private readonly long first = AlertLoad.WindowOf(from);
    private readonly long last = AlertLoad.WindowOf(to + TimeSpan.FromMilliseconds(-1));

    private readonly ILookup<long, Annunciation> byWindow = calls.ToLookup(call => AlertLoad.WindowOf(call.Time));

    /// <summary>Windows that the period touches.</summary>
    public long Count => last - first + 1;

    /// <summary>Mean of the sounding calls in a window.</summary>
    public double Average => Math.Round((double)calls.Count(call => call.Sounds) / Count, 3);

    /// <summary>Most sounding calls in one window.</summary>
    public int Most => byWindow.Select(Sounding).DefaultIfEmpty().Max();

    /// <summary>The windows with anything in them, the oldest first.</summary>
    public IReadOnlyList<RateWindow> Windows() =>
    [
        .. byWindow.OrderBy(window => window.Key).Select(window => new RateWindow(
            Start(window.Key), Of(window, Severity.Notice), Of(window, Severity.Warning), Of(window, Severity.Alarm), Of(window, Severity.Critical))),
    ];

    /// <summary>The floods, the oldest first, and the share of the windows that they take.</summary>
    public (IReadOnlyList<Flood> Floods, double Share) Floods()
    {
        var floods = new List<Flood>();
        var windows = 0L;
        var begin = long.MinValue;
        foreach (var flooded in byWindow.Where(window => Sounding(window) > AlertLoad.FloodAbove).Select(window => window.Key).Order())
        {
            if (flooded < begin)
            {
                // Within the flood that has been told.
                continue;
            }

            var (end, count) = (flooded, 0);
            for (var calling = Sounding(byWindow[end]); end <= last && calling >= FloodEndsBelow; calling = Sounding(byWindow[end]))
            {
                count += calling;
                end++;
            }

            floods.Add(new Flood(Start(flooded), end > last ? to : Start(end), count));
            windows += end - flooded;
            begin = end;
        }

        return (floods, Math.Round((double)windows / Count, 4));
    }

    /// <summary>What chattered, the most first.</summary>
    public IReadOnlyList<Chatter> Chattering() =>
    [
        .. calls.Where(call => call.Sounds).GroupBy(call => (Subject: call.Mmsi is null ? call.AlertId : null, call.Mmsi, call.Kind, call.AssetId))
            .Select(group => Tightest([.. group.OrderBy(call => call.Time)]))
            .OfType<Chatter>()
            .OrderByDescending(chatter => chatter.Count).ThenBy(chatter => chatter.Key, StringComparer.Ordinal),
    ];

    private static int Sounding(IEnumerable<Annunciation> window) => window.Count(call => call.Sounds);

    private static int Of(IEnumerable<Annunciation> window, Severity severity) => window.Count(call => call.Severity == severity);

    private static Instant Start(long window) => Instant.FromUnixSeconds(window * (long)AlertLoad.Window.TotalSeconds);

    private static Chatter? Tightest(Annunciation[] inOrder)
    {
        var (most, at) = (0, 0);
        for (var (begin, end) = (0, 0); end < inOrder.Length; end++)
        {
            while (inOrder[end].Time - inOrder[begin].Time > AlertLoad.ChatterWithin)
            {
                begin++;
            }

            if (end - begin + 1 > most)
            {
                (most, at) = (end - begin + 1, begin);
            }
        }

        if (most < AlertLoad.ChatterCount)
        {
            return null;
        }

        var newest = inOrder[at + most - 1];
        var subject = newest.Mmsi is { } mmsi ? mmsi.ToString("D9", CultureInfo.InvariantCulture) : newest.AlertId;
        var kind = AlertNames.Kind(newest.Kind);
        return new Chatter(
            newest.AssetId is null ? $"{subject} {kind}" : $"{subject} {kind} {newest.AssetId}", newest.AlertId, kind, newest.Mmsi, newest.AssetId, most, XmlConvert.ToString(newest.Time - inOrder[at].Time));
    }
}
