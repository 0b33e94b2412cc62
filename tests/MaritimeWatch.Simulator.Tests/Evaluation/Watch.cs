using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Simulator.Tests.Evaluation;

/// <summary>Alert events and labels of one short watch that begins at ten.</summary>
internal static class Watch
{
    public const string Drag = "ALERT_KIND_POWERED_DRAG";
    public const string Spoof = "ALERT_KIND_KINEMATIC_SPOOF";
    public const string Interference = "ALERT_KIND_AREA_INTERFERENCE";
    public const uint Culprit = 636000001;
    public const uint Stranger = 205000002;

    public static readonly Instant Begin = Instant.FromUtc(2026, 3, 14, 10);

    public static Instant At(double minutes) => Begin + TimeSpan.FromMinutes(minutes);

    public static AlertLine Event(string id, double minutes, int rank, string state = "RAISED", uint? mmsi = Culprit, string kind = Drag) =>
        new(id, "ALERT_STATE_" + state, kind, rank, mmsi, "SIM", "gas", At(minutes));

    public static Label Expecting(string severity = "SEVERITY_WARNING") => new()
    {
        Recipe = "R1A", Mmsi = Culprit, Kind = Drag, Start = Begin, End = At(30), ExpectedDetectors = ["D2"], MinimumSeverity = severity, CrossingTime = At(60),
    };

    /// <summary>Vessel-hours 500, so that one alert is 2 in 1,000.</summary>
    public static EvaluationReport Judge(IEnumerable<AlertLine> events, params Label[] labels) => Evaluator.Evaluate(
        "watch", events, new LabelSet(new LabelHeader(1, ["R1A"], Begin, At(24 * 60), 500, 2), labels), TimeSpan.Zero);
}
