using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;
using Alert = MaritimeWatch.Domain.Alerts.AlertEvent;

namespace MaritimeWatch.Service.Forensics;

/// <summary>The alerts of the log that held at some time about a fault, each as it stands, by vessel.</summary>
internal sealed class SuspectAlerts
{
    /// <summary>How far before and after the fault window an alert still says something.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromHours(12);

    /// <summary>Where there is no log.</summary>
    public static readonly SuspectAlerts None = new([], Usual);

    /// <summary>Some tenths of a second of reading.</summary>
    private const int Most = 10_000;

    private const int PageSize = 1_000;

    private readonly ILookup<uint?, Alert> byVessel;

    /// <summary>Alerts that were read.</summary>
    /// <param name="alerts">Of any vessels.</param>
    /// <param name="within">How far about the fault they reach.</param>
    public SuspectAlerts(IEnumerable<Alert> alerts, TimeSpan within) => (byVessel, Within) = (alerts.ToLookup(alert => alert.Vessel?.Mmsi.Value), within);

    /// <summary>How far before and after the fault window was looked: less than <see cref="Usual"/> where there were too many.</summary>
    public TimeSpan Within { get; }

    /// <summary>Reads the alerts about a fault; of more than can be looked at those nearest to it.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static SuspectAlerts Read(SqliteDesk desk, FaultQuestion question, int most = Most)
    {
        for (var within = Usual; ; within /= 2)
        {
            var found = List(desk, question.From - within, question.To + within, most + 1);
            if (found.Count <= most || within < TimeSpan.FromMinutes(1))
            {
                // Where minutes hold too many, those that began nearest to it.
                var alerts = found.Select(standing => AlertEventMapping.ToDomain(AlertEvent.Parser.ParseFrom(standing.Newest.Payload)));
                return new SuspectAlerts(found.Count <= most ? alerts : alerts.OrderBy(alert => (alert.Since - question.At).Duration()).Take(most), within);
            }
        }
    }

    /// <summary>Those about one vessel, the newest first.</summary>
    public IReadOnlyList<Alert> About(Mmsi mmsi) => [.. byVessel[mmsi.Value]];

    private static List<StoredStanding> List(SqliteDesk desk, Instant from, Instant to, int limit)
    {
        AlertTerm[] terms =
        [
            new(AlertField.Since, AlertComparison.LessOrEqual, to.UnixMilliseconds),
            new(AlertField.EventTime, AlertComparison.GreaterOrEqual, from.UnixMilliseconds),
        ];
        var found = new List<StoredStanding>();
        var before = long.MaxValue;
        while (found.Count < limit)
        {
            var page = desk.List(terms, before, Math.Min(PageSize, limit - found.Count));
            found.AddRange(page);
            if (page.Count == 0)
            {
                break;
            }

            before = page[^1].FirstSequence;
        }

        return found;
    }
}
