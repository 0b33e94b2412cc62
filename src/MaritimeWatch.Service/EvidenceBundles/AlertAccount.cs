using System.Globalization;
using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Commands;
using AlertEvent = MaritimeWatch.Domain.Alerts.AlertEvent;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>An alert as a person reads it: what happened, the numbers that decided it with their thresholds, what was tried against it, what was done about it.</summary>
internal static class AlertAccount
{
    public static byte[] Write(IReadOnlyList<AlertEvent> events, IReadOnlyList<AlertTransition> transitions, string label)
    {
        var text = new StringBuilder();
        var last = events[^1];
        Line(label);
        Line();
        Line(last.Headline);
        Line(last.RecommendedAction);
        Line();
        Line($"alert       {last.AlertId}");
        Line($"kind        {AlertText.Kind(last.Kind)}");
        Line($"severity    {Lower(last.Severity)} (highest: {Lower(events.Max(alert => alert.Severity))})");
        Line($"state       {Lower(last.State)}");
        Line($"since       {last.Since}");
        Line($"last event  {last.EventTime}");
        if (last.Vessel is { } vessel)
        {
            Line($"vessel      {vessel.Name ?? "unnamed"}, MMSI {vessel.Mmsi}{(vessel.ImoNumber is { } imo ? $", IMO {imo}" : "")}{(vessel.CallSign is { } sign ? $", call sign {sign}" : "")}{(vessel.LengthMetres is { } metres ? $", {metres} m" : "")}");
        }

        if (last.Asset is { } asset)
        {
            Line($"asset       {asset.Name} ({asset.Id}){(last.DistanceMetres is { } metres ? string.Create(CultureInfo.InvariantCulture, $", {metres:F0} m off at the last event") : "")}");
        }

        foreach (var next in last.NextAssets)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"ahead       {next.AssetId}, {next.DistanceMetres:F0} m, expected {next.Eta}"));
        }

        Line();
        Line("These are apparent facts from what ships transmit of themselves; they are no accusation.");
        foreach (var alert in events)
        {
            Event(alert);
        }

        Line();
        Line("WHAT WAS DONE ABOUT IT");
        foreach (var transition in transitions)
        {
            Line($"  {transition.Time.ToDateTime():yyyy-MM-dd HH:mm:ss'Z'}  {transition.Action.ToString().ToLowerInvariant(),-13} {transition.Actor}{(transition.Cause.Length > 0 ? $": {transition.Cause}" : "")}");
        }

        if (transitions.Count == 0)
        {
            Line("  nothing");
        }

        Line();
        Line(label);
        return Encoding.UTF8.GetBytes(text.ToString());

        void Event(AlertEvent alert)
        {
            var evidence = alert.Evidence;
            Line();
            Line($"REVISION {alert.Revision}  {alert.EventTime}  {Lower(alert.State)}, {Lower(alert.Severity)}  (sequence {alert.Sequence})");
            Line($"  {alert.Headline}");
            Line($"  because     {evidence.Cause}");
            Line($"  rule        {evidence.Rule}");
            Line($"  detector    {evidence.Detector} {evidence.DetectorVersion}, settings {evidence.SettingsHash}");
            foreach (var reason in alert.SuppressedBy)
            {
                Line($"  lowered by  {reason}");
            }

            foreach (var measured in evidence.Measurements)
            {
                var threshold = measured.Threshold is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{measured.Comparison} {limit:0.###} {measured.Unit}") : "";
                Line(string.Create(CultureInfo.InvariantCulture, $"  measured    {measured.Name,-40} {measured.Value,12:0.###} {measured.Unit,-5} {threshold}").TrimEnd());
            }

            foreach (var tried in evidence.Explanations)
            {
                Line($"  tried       {tried.Name}: {(tried.Applies ? "applies" : "does not apply")}, {tried.Detail}");
            }

            foreach (var fix in evidence.Fixes)
            {
                Line(string.Create(CultureInfo.InvariantCulture, $"  fix         {fix.Time}  {fix.Position.Latitude,10:F6} {fix.Position.Longitude,11:F6}  {fix.SpeedOverGroundKnots,5:F1} kn  {fix.CourseOverGroundDegrees,5:F1} deg").TrimEnd());
            }
        }

        // One line of ours stays one line, whatever a ship calls herself.
        void Line(string line = "") => text.Append(PlainText.Clean(line)).Append('\n');
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
