using System.Globalization;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Holds an evaluation against its thresholds.</summary>
public static class ThresholdCheck
{
    /// <summary>What is not reached, one sentence each with the figure and the threshold; empty when all is.</summary>
    public static IReadOnlyList<string> Unmet(EvaluationReport report, Thresholds thresholds)
    {
        var unmet = new List<string>();
        var excused = new HashSet<LabelResult>(ReferenceEqualityComparer.Instance);
        foreach (var miss in thresholds.KnownMisses)
        {
            var labels = Matching(report, miss.Recipe, miss.Kind, miss.Severity);
            var met = labels.Count(label => label.IsMet);
            excused.UnionWith(labels);
            Hold(unmet, labels.Count > 0, $"known miss {Named(miss.Recipe, miss.Kind, miss.Severity)}: there is no such label");
            Hold(unmet, met == 0, $"known miss {Named(miss.Recipe, miss.Kind, miss.Severity)}: met in {met} of {labels.Count}; take it off the list ({miss.Reason})");
        }

        var judged = new HashSet<LabelResult>(ReferenceEqualityComparer.Instance);
        foreach (var asked in thresholds.Expectations)
        {
            var labels = Matching(report, asked.Recipe, asked.Kind, asked.Severity).Where(label => !excused.Contains(label)).ToList();
            judged.UnionWith(labels);
            Expectation(unmet, Named(asked.Recipe, asked.Kind, asked.Severity), labels, asked, asked.Recall ?? thresholds.Recall);
        }

        foreach (var rest in report.Labels.Where(label => !excused.Contains(label) && !judged.Contains(label)).GroupBy(label => (label.Recipe, label.Kind, label.MinimumSeverity)))
        {
            Recall(unmet, Named(rest.Key.Recipe, rest.Key.Kind, rest.Key.MinimumSeverity), [.. rest], thresholds.Recall);
        }

        Overall(unmet, report, Excused(unmet, report, thresholds.KnownFalseAlarms), thresholds.Overall);
        return unmet;
    }

    private static void Expectation(List<string> unmet, string name, List<LabelResult> labels, ExpectationThresholds asked, double recall)
    {
        Hold(unmet, labels.Count > 0, $"{name}: there is no such label");
        if (labels.Count == 0)
        {
            return;
        }

        Recall(unmet, name, labels, recall);
        EveryLabel(unmet, name, "latency", labels, label => label.LatencyMinutes, asked.LatencyMinutes, isMost: true);
        EveryLabel(unmet, name, "lead", labels, label => label.LeadMinutes, asked.LeadMinutes, isMost: false);
        EveryLabel(unmet, name, "next asset named ahead", labels, label => label.NextAssetMinutes, asked.NextAssetMinutes, isMost: false);
        Share(unmet, $"{name}: next assets named", labels.Sum(label => label.Crossings.Count(crossing => crossing.NamedTime is not null)), labels.Sum(label => label.Crossings.Count), asked.CrossingsNamed);
        Share(unmet, $"{name}: deadlines kept", labels.Count(label => label.DeadlineKept is true), labels.Count(label => label.DeadlineKept is not null), asked.DeadlinesKept);
    }

    private static void Recall(List<string> unmet, string name, List<LabelResult> labels, double least)
    {
        var met = labels.Count(label => label.IsMet);
        var others = string.Join(", ", labels.Where(label => !label.IsMet).CountBy(label => label.Outcome).OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Value} {outcome.Key}"));
        Hold(unmet, met >= least * labels.Count, $"{name}: recall {met} of {labels.Count} ({others}), at least {least * 100:0.#} % is required");
    }

    private static void EveryLabel(List<string> unmet, string name, string what, List<LabelResult> labels, Func<LabelResult, double?> figure, double? limit, bool isMost)
    {
        if (limit is not { } asked)
        {
            return;
        }

        // A label that is not met fails the recall; where that is allowed it has no time to judge.
        foreach (var label in labels.Where(label => label.IsMet))
        {
            var has = figure(label);
            var isKept = has is { } known && (isMost ? known <= asked : known >= asked);
            Hold(unmet, isKept, $"{name}: {what} {(has is { } minutes ? FormattableString.Invariant($"{minutes:F1} min") : "never")} ({label.AlertId}), {(isMost ? "at most" : "at least")} {asked:0.#} min is required");
        }
    }

    /// <summary>The alerts that known false alarms speak of, with the severity they had; one that speaks of none is to be taken off.</summary>
    private static Dictionary<string, string> Excused(List<string> unmet, EvaluationReport report, IReadOnlyList<KnownFalseAlarm> known)
    {
        var excused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var wrong in known)
        {
            var alerts = wrong.Recipe is { } recipe
                ? report.Violations.Where(violation => violation.Kind == wrong.Kind && IsOf(recipe, violation.Recipe)).Select(violation => (violation.AlertId, violation.Severity)).ToList()
                : report.FalseAlarms.Where(alarm => alarm.Kind == wrong.Kind).Select(alarm => (alarm.AlertId, alarm.Severity)).ToList();
            Hold(unmet, alerts.Count > 0, $"known false alarm {Named(wrong.Recipe ?? "background", wrong.Kind, null)}: there is none; take it off the list ({wrong.Reason})");
            alerts.ForEach(alert => excused[alert.AlertId] = alert.Severity);
        }

        return excused;
    }

    private static void Overall(List<string> unmet, EvaluationReport report, Dictionary<string, string> excused, OverallThresholds asked)
    {
        Most(unmet, "violations", report.Violations.Count(violation => !excused.ContainsKey(violation.AlertId)), asked.Violations);
        Most(unmet, "duplicates", report.Duplicates.Count, asked.Duplicates);
        var precision = report.Precision is null ? null : (double?)report.Right / Math.Max(report.Right + report.Wrong - excused.Count, 1);
        Hold(unmet, !(precision < asked.Precision), $"precision {precision * 100:F1} %, at least {asked.Precision * 100:0.#} % is required");
        var excusedWarnings = excused.Values.Count(severity => Ranks.OfSeverity(severity) >= 2);
        var rate = report.FalseWarningsPerThousandVesselHours is null ? null : (report.FalseWarnings - excusedWarnings) * 1000 / report.VesselHours;
        Hold(unmet, rate is not null || asked.FalseWarningsPerThousandVesselHours is null, $"false warnings per 1,000 vessel-hours: the vessel-hours are not known");
        Most(unmet, "false warnings per 1,000 vessel-hours", rate ?? 0, asked.FalseWarningsPerThousandVesselHours);
        Most(unmet, "warnings or worse in ten minutes", report.WarningLoad.MostPerTenMinutes, asked.WarningsPerTenMinutes);
        Most(unmet, "alarms or worse in an hour", report.AlarmLoad.MostPerHour, asked.AlarmsPerHour);
        Most(unmet, "part of the windows that are floods", report.WarningLoad.FloodShare ?? 0, asked.FloodShare);
        Most(unmet, "chattering", report.WarningLoad.Chattering, asked.Chattering);
    }

    private static void Share(List<string> unmet, string name, int some, int all, double? least)
    {
        if (least is { } asked)
        {
            Hold(unmet, all > 0 && some >= asked * all, $"{name} {some} of {all}, at least {asked * 100:0.#} % is required");
        }
    }

    private static void Most(List<string> unmet, string name, double has, double? most) => Hold(unmet, !(has > most), $"{name}: {has:0.###}, at most {most:0.###} is allowed");

    private static void Hold(List<string> unmet, bool isKept, FormattableString otherwise)
    {
        if (!isKept)
        {
            unmet.Add(otherwise.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static List<LabelResult> Matching(EvaluationReport report, string recipe, string? kind, string? severity) =>
        [.. report.Labels.Where(label => IsOf(recipe, label.Recipe) && (kind is null || label.Kind == kind) && (severity is null || label.MinimumSeverity == severity))];

    /// <summary>Whether a recipe is the one named, or a variant of it: R1 names R1A and R1B, not R11A.</summary>
    private static bool IsOf(string named, string recipe) =>
        recipe.StartsWith(named, StringComparison.Ordinal) && (recipe.Length == named.Length || (recipe.Length == named.Length + 1 && char.IsAsciiDigit(named[^1]) && char.IsAsciiLetterUpper(recipe[^1])));

    private static string Named(string recipe, string? kind, string? severity) =>
        string.Join(' ', new[] { recipe, kind is null ? null : Ranks.Plain(kind), severity is null ? null : Ranks.Plain(severity) }.OfType<string>());
}
