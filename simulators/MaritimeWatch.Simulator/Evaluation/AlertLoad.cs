using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>How much an alert log asks of the person who watches: what sounds, how often, for how long.</summary>
/// <remarks>
/// An alert sounds when it is raised, and again whenever its severity rises (detectors.md E rule 5); one that is retracted later has sounded all
/// the same. Windows of ten minutes and hours are those of the clock; more than ten in one is a flood (ISA-18.2, IEC 62682).
/// </remarks>
public sealed record AlertLoad
{
    /// <summary>More than so many in a window are a flood (ISA-18.2, IEC 62682).</summary>
    public const int FloodAbove = 10;

    /// <summary>So many within <see cref="ChatterWithin"/> are chattering (ISA-18.2).</summary>
    public const int ChatterCount = 3;

    private const int WindowsPerHour = 6;

    /// <summary>The window in which calls are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How near to one another chattering is.</summary>
    public static readonly TimeSpan ChatterWithin = TimeSpan.FromMinutes(1);

    /// <summary>What stands for longer is stale.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(24);

    /// <summary>Only what reaches this severity counts.</summary>
    public required string FromSeverity { get; init; }

    /// <summary>How often an alert sounded.</summary>
    public int Sounded { get; init; }

    /// <summary>Length of the period in hours.</summary>
    public double Hours { get; init; }

    /// <summary>Windows of ten minutes that the period touches.</summary>
    public int Windows { get; init; }

    /// <summary>Most in one window of ten minutes.</summary>
    public int MostPerTenMinutes { get; init; }

    /// <summary>Mean over all windows of ten minutes; null without a period.</summary>
    public double? MeanPerTenMinutes => Windows == 0 ? null : EvaluationReport.Rounded((double)Sounded / Windows);

    /// <summary>Windows of ten minutes with more than ten.</summary>
    public int Floods { get; init; }

    /// <summary>Their part of all windows; null without a period.</summary>
    public double? FloodShare => Windows == 0 ? null : EvaluationReport.Rounded((double)Floods / Windows);

    /// <summary>Most in one hour of the clock.</summary>
    public int MostPerHour { get; init; }

    /// <summary>Mean a day; null without a period.</summary>
    public double? MeanPerDay => Hours > 0 ? EvaluationReport.Rounded(Sounded * 24 / Hours) : null;

    /// <summary>Most in one day.</summary>
    public int MostPerDay { get; init; }

    /// <summary>By day, in the order of time, days without any included; empty for several logs.</summary>
    public IReadOnlyList<DayLoad> Days { get; init; } = [];

    /// <summary>By kind, the most frequent first.</summary>
    public IReadOnlyList<KindLoad> Kinds { get; init; } = [];

    /// <summary>Hours in which at least one such alert stood.</summary>
    public double HoursStanding { get; init; }

    /// <summary>Their part of the period; null without one.</summary>
    public double? StandingShare => Hours > 0 ? EvaluationReport.Rounded(HoursStanding / Hours) : null;

    /// <summary>Vessels and kinds that sounded three times or more within a minute.</summary>
    public int Chattering { get; init; }

    /// <summary>Alerts that stood for more than 24 hours.</summary>
    public int Stale { get; init; }

    internal static AlertLoad Of(IReadOnlyList<JudgedAlert> alerts, int rank, Instant start, Instant end)
    {
        var sounds = alerts.SelectMany(alert => Sounds(alert, rank)).OrderBy(line => line.EventTime).ToList();
        var standing = alerts.SelectMany(alert => Standing(alert, rank, end)).ToList();
        var first = WindowOf(start);
        var windows = end > start ? (int)(WindowOf(end + TimeSpan.FromMilliseconds(-1)) - first) + 1 : 0;
        var counts = sounds.CountBy(line => Math.Clamp(WindowOf(line.EventTime), first, first + Math.Max(windows - 1, 0))).ToDictionary();
        var days = windows == 0 ? [] : Enumerable.Range(0, (int)(DayOf(first + windows - 1) - DayOf(first)) + 1)
            .Select(day => DayOf(first) + day)
            .Select(day => new DayLoad(Instant.FromUnixSeconds(day * 86400).ToString()[..10], counts.Where(window => DayOf(window.Key) == day).Sum(window => window.Value)))
            .ToList();
        return new AlertLoad
        {
            FromSeverity = Ranks.Severity(rank),
            Sounded = sounds.Count,
            Hours = Math.Max((end - start).TotalHours, 0),
            Windows = windows,
            MostPerTenMinutes = counts.Values.DefaultIfEmpty().Max(),
            Floods = counts.Values.Count(count => count > FloodAbove),
            MostPerHour = counts.GroupBy(window => window.Key / WindowsPerHour).Select(hour => hour.Sum(window => window.Value)).DefaultIfEmpty().Max(),
            MostPerDay = days.Select(day => day.Sounded).DefaultIfEmpty().Max(),
            Days = days,
            Kinds = KindsOf(sounds.CountBy(line => line.Kind)),
            HoursStanding = EvaluationReport.Rounded(Union(standing).TotalHours),
            Chattering = sounds.GroupBy(line => (line.Mmsi, line.Kind)).Count(group => Chatters([.. group.Select(line => line.EventTime)])),
            Stale = standing.Count(period => period.End - period.Start > StaleAfter),
        };
    }

    internal static AlertLoad Pool(IReadOnlyList<AlertLoad> loads) => new()
    {
        FromSeverity = loads[0].FromSeverity,
        Sounded = loads.Sum(load => load.Sounded),
        Hours = loads.Sum(load => load.Hours),
        Windows = loads.Sum(load => load.Windows),
        MostPerTenMinutes = loads.Max(load => load.MostPerTenMinutes),
        Floods = loads.Sum(load => load.Floods),
        MostPerHour = loads.Max(load => load.MostPerHour),
        MostPerDay = loads.Max(load => load.MostPerDay),
        Days = loads.Count == 1 ? loads[0].Days : [],
        Kinds = KindsOf(loads.SelectMany(load => load.Kinds).GroupBy(kind => kind.Kind).Select(group => KeyValuePair.Create(group.Key, group.Sum(kind => kind.Sounded)))),
        HoursStanding = loads.Sum(load => load.HoursStanding),
        Chattering = loads.Sum(load => load.Chattering),
        Stale = loads.Sum(load => load.Stale),
    };

    private static IEnumerable<AlertLine> Sounds(JudgedAlert alert, int rank)
    {
        var before = 0;
        foreach (var line in alert.Events)
        {
            var now = line.IsStanding ? line.SeverityRank : 0;
            if (now >= rank && now > before)
            {
                yield return line;
            }

            before = now;
        }
    }

    private static IEnumerable<(Instant Start, Instant End)> Standing(JudgedAlert alert, int rank, Instant end)
    {
        Instant? since = null;
        foreach (var line in alert.Events)
        {
            var isStanding = line.IsStanding && line.SeverityRank >= rank;
            if (since is { } start && !isStanding)
            {
                yield return (start, line.EventTime);
            }

            since = isStanding ? since ?? line.EventTime : null;
        }

        if (since is { } open && open < end)
        {
            yield return (open, end);
        }
    }

    private static TimeSpan Union(IEnumerable<(Instant Start, Instant End)> periods)
    {
        var (total, until) = (TimeSpan.Zero, Instant.MinValue);
        foreach (var (start, end) in periods.OrderBy(period => period.Start))
        {
            total += end > until ? end - Instant.Max(start, until) : TimeSpan.Zero;
            until = Instant.Max(until, end);
        }

        return total;
    }

    private static bool Chatters(Instant[] times) => times.Where((time, index) => index >= ChatterCount - 1 && time - times[index - ChatterCount + 1] <= ChatterWithin).Any();

    private static IReadOnlyList<KindLoad> KindsOf(IEnumerable<KeyValuePair<string, int>> counts) =>
        [.. counts.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new KindLoad(kind.Key, kind.Value))];

    /// <summary>The window of the clock that a time lies in, counted from 1970.</summary>
    public static long WindowOf(Instant time) => time.UnixSeconds / (long)Window.TotalSeconds;

    private static long DayOf(long window) => window / (WindowsPerHour * 24);
}
