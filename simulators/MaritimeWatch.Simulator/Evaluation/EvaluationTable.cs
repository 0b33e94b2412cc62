using System.Globalization;
using System.Text;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>An evaluation as a person reads it.</summary>
public static class EvaluationTable
{
    /// <summary>The whole report, lines ended by LF, without one at the end.</summary>
    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        Line(text, $"{"recipe",-6} {"vessel",-9}  {"expected",-18} {"at least",-8}  {"outcome",-8} {"lead",9}  alert");
        foreach (var label in report.Labels)
        {
            var lead = label.LeadMinutes is { } minutes ? string.Create(CultureInfo.InvariantCulture, $"{minutes:F1} min") : "";
            Line(text, $"{label.Recipe,-6} {label.Mmsi:D9}  {Ranks.Plain(label.Kind),-18} {Ranks.Plain(label.MinimumSeverity),-8}  {label.Outcome,-8} {lead,9}  {label.AlertTime?.ToString() ?? "-"}");
        }

        Line(text, $"");
        Line(text, $"recall     {Share(report.Recall)} ({report.Labels.Count(label => label.IsMet)} of {report.Labels.Count} labels met)");
        Line(text, $"precision  {Share(report.Precision)}");
        Line(text, $"alerts     {report.Alerts} over {report.VesselHours:F1} vessel-hours; {report.FalseAlarms.Count} on unlabelled vessels, {report.Unjudged} not judged, {report.HeldBack} held back, {report.Retracted} retracted");
        Line(text, $"must not fire: {(report.Violations.Count == 0 ? "kept" : $"{report.Violations.Count} broken")}");
        foreach (var violation in report.Violations)
        {
            Line(text, $"  {violation.Recipe,-6} {violation.Mmsi:D9}  {Ranks.Plain(violation.Kind)} {Ranks.Plain(violation.Severity)} at {violation.Time}  {violation.AlertId}");
        }

        if (report.Rates.Count > 0)
        {
            Line(text, $"false alarms{"per 1,000 vessel-hours",42}");
            foreach (var rate in report.Rates)
            {
                Line(text, $"  {Ranks.Plain(rate.Kind),-20} {Ranks.Plain(rate.Severity),-8} {rate.Count,5} {rate.PerThousandVesselHours,16:F2}");
            }
        }

        foreach (var alarm in report.FalseAlarms)
        {
            Line(text, $"  {alarm.Mmsi:D9} {alarm.VesselName,-20} {Ranks.Plain(alarm.Kind)} {Ranks.Plain(alarm.Severity)} at {alarm.Time}  {alarm.AlertId}");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Share(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:F1} %") : "n/a";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
