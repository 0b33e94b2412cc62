using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Alarms;
using Severity = MaritimeWatch.Domain.Alerts.Severity;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>How much the alerts of a period asked of the desk (ISA-18.2, IEC 62682), and what waits now.</summary>
/// <remarks>
/// A call is what sounds at the desk: an alert raised at warning or above, a rise of its severity (of one that somebody has acknowledged only beyond what he knew),
/// a call again after the acknowledgement timed out, an escalation, and the end of the shelving of what nobody has acknowledged. Evidence that is only kept up calls nobody.
/// </remarks>
internal sealed class AlarmRateQueries(SqliteAlarms alarms, FeedTime time)
{
    /// <summary>Entries of the log that are looked at for one answer; a period with more is refused.</summary>
    private const int MostEntries = 200_000;

    private const int MostListed = 100;
    private const int TopVessels = 10;

    // The budget of a desk and a day: detectors.md F.1.
    private const int MostCritical = 5;
    private const int MostActionable = 20;
    private const int SecondsOfDay = 86_400;

    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);

    /// <summary>Asks the log.</summary>
    /// <param name="since">First event time; null for 24 hours before the end.</param>
    /// <param name="until">Last event time; null for the feed's present.</param>
    /// <exception cref="Grpc.GrpcStatusException">It is no period, is too long, or holds too much.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public object Answer(Instant? since, Instant? until)
    {
        var present = time.Present;
        var to = until ?? present;
        var from = since ?? to - Usual;
        Refused.Unless(from < to, "from", $"from, {from}, is not before to, {to}");
        Refused.Unless(to - from <= Periods.Longest, "to", $"to is more than {Periods.Longest.Days} days after from");
        var (end, today) = (Periods.End(to), Instant.FromUnixSeconds(to.UnixSeconds / SecondsOfDay * SecondsOfDay));
        var ofBoth = Bounded(alarms.Rises(Instant.Min(from, today), end, MostEntries + 1));
        List<AlarmRise> rises = [.. ofBoth.Where(rise => rise.EventTime >= from)];
        List<DeskAct> acts = [.. Bounded(alarms.Transitions(from, end, time.IsPlayed, MostEntries + 1)).Select(DeskAct.Of)];
        var load = new CallLoad([.. rises.Where(rise => rise.Calls).Select(CallOf), .. acts.Select(act => act.Call).OfType<Annunciation>()], from, end);
        var (floods, shareInFlood) = load.Floods();
        var (stale, staleCount) = alarms.Standing(present - AlertLoad.StaleAfter, MostListed);
        var (waiting, oldest) = alarms.Unacknowledged(present - Periods.Longest);
        var chattering = load.Chattering();
        return new
        {
            from,
            to,
            windowSeconds = (int)AlertLoad.Window.TotalSeconds,
            windows = load.Windows(),
            perTenMinutesAverage = load.Average,
            perTenMinutesMost = load.Most,
            floods,
            shareOfWindowsInFlood = shareInFlood,
            byKind = KindCounts.Of(rises, acts),
            topVessels = Top(rises),
            stale = stale.Select(Stale),
            staleCount,
            chattering = chattering.Take(MostListed),
            chatteringCount = chattering.Count,
            unacknowledged = new { count = waiting, oldest },
            medianSecondsToAcknowledge = Median([.. acts.Select(act => act.Transition.CalledFor).OfType<TimeSpan>().Where(called => called >= TimeSpan.Zero).Order()]),
            budget = Budget([.. ofBoth.Where(rise => rise.EventTime >= today)]),
        };
    }

    private static IReadOnlyList<T> Bounded<T>(IReadOnlyList<T> entries) => entries.Count <= MostEntries ? entries
        : throw Refused.Field("from", $"the period holds more than {MostEntries} entries of the log; ask for a shorter one");

    private static Annunciation CallOf(AlarmRise rise) => new(rise.EventTime, rise.Severity, rise.AlertId, rise.Kind, rise.Mmsi, rise.AssetId);

    private static object Stale(StoredAlert stored)
    {
        var alert = AlertEvent.Parser.ParseFrom(stored.Payload);
        return new
        {
            alert.AlertId,
            kind = AlertNames.Kind((Domain.Alerts.AlertKind)alert.Kind),
            severity = AlertNames.Severity((Severity)alert.Severity),
            since = Contracts.WireTime.ToDomain(alert.Since),
            vessel = alert.Vessel is { } vessel ? new { vessel.Mmsi, name = NameOf(alert) } : null,
        };
    }

    private static string? NameOf(AlertEvent alert) => alert.Vessel is { Name.Length: > 0 } vessel ? vessel.Name : null;

    private static double? Median(IReadOnlyList<TimeSpan> inOrder) => inOrder.Count == 0 ? null
        : Math.Round((inOrder[(inOrder.Count - 1) / 2] + inOrder[inOrder.Count / 2]).TotalSeconds / 2, 1);

    private static object Budget(IReadOnlyList<AlarmRise> rises) => new
    {
        criticalToday = Alerts(rises, Severity.Critical),
        actionableToday = Alerts(rises, Severity.Warning),
        mostCritical = MostCritical,
        mostActionable = MostActionable,
    };

    private static int Alerts(IEnumerable<AlarmRise> rises, Severity least) => rises.Where(rise => rise.Severity >= least).DistinctBy(rise => rise.AlertId).Count();

    private List<object> Top(IEnumerable<AlarmRise> rises) =>
    [
        .. rises.Where(rise => rise is { IsRaised: true, Mmsi: not null }).CountBy(rise => rise.Mmsi!.Value)
            .OrderByDescending(vessel => vessel.Value).ThenBy(vessel => vessel.Key).Take(TopVessels)
            .Select(vessel => new
            {
                mmsi = vessel.Key,
                name = alarms.NewestOf(vessel.Key) is { } newest ? NameOf(AlertEvent.Parser.ParseFrom(newest.Payload)) : null,
                raised = vessel.Value,
            }),
    ];
}
