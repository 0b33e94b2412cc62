using MaritimeWatch.Domain;
using MaritimeWatch.Service.Comparison;
using MaritimeWatch.Simulator.Evaluation;

namespace MaritimeWatch.Service.Tests.Comparison;

/// <summary>Alert events of a short watch that begins at ten, as objects and as lines.</summary>
internal static class Log
{
    public const uint Vessel = 636000001;

    public static readonly Instant Begin = Instant.FromUtc(2026, 3, 14, 10);

    public static AlertLine Event(string id, double minutes, int rank = 2, string state = "RAISED", uint? mmsi = Vessel, string kind = "LOITERING", double? since = null, string asset = "tel-1", params string[] suppressedBy) =>
        new(id, "ALERT_STATE_" + state, "ALERT_KIND_" + kind, rank, mmsi, "SIM", asset, At(minutes)) { Since = since is { } begun ? At(begun) : null, SuppressedBy = suppressedBy };

    public static Dictionary<string, AlertOutline> Outlines(params AlertLine[] events)
    {
        var alerts = new Dictionary<string, AlertOutline>();
        foreach (var line in events)
        {
            if (!alerts.TryGetValue(line.AlertId, out var alert))
            {
                alerts.Add(line.AlertId, alert = new AlertOutline(line));
            }

            alert.Add(line);
        }

        return alerts;
    }

    /// <summary>A line of the contract.</summary>
    public static string Line(string id, double minutes, string severity = "WARNING", string state = "RAISED", uint mmsi = Vessel, string kind = "LOITERING") =>
        $$"""{"alertId":"{{id}}","state":"ALERT_STATE_{{state}}","kind":"ALERT_KIND_{{kind}}","severity":"SEVERITY_{{severity}}","vessel":{"mmsi":{{mmsi}}},"eventTime":"{{At(minutes)}}"}""";

    private static Instant At(double minutes) => Begin + TimeSpan.FromMinutes(minutes);
}
