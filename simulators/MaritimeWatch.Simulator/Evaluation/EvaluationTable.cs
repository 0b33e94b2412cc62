using System.Globalization;
using System.Text;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>An evaluation as a person reads it.</summary>
public static class EvaluationTable
{
    private const int Warning = 2;

    /// <summary>One report, with a row for each label.</summary>
    /// <returns>Lines ended by LF, without one at the end.</returns>
    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        if (report.HasLabels)
        {
            text.Append(TextColumns.Of(
                ["recipe", "vessel", "expected", "at least", "outcome", "reached", ">after", ">lead", ">next asset", "alert"],
                [
                    .. report.Labels.Select(label => (string[])
                    [
                        label.Recipe, Vessel(label.Mmsi), Ranks.Plain(label.Kind), Ranks.Plain(label.MinimumSeverity), label.Outcome, Ranks.Plain(label.SeverityReached ?? "-"),
                        Minutes(label.LatencyMinutes), Minutes(label.LeadMinutes), Minutes(label.NextAssetMinutes), label.AlertTime?.ToString() ?? "-",
                    ]),
                ]));
            Line(text, $"");
        }

        Overall(text, report);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Several reports and all of them together: a row for each recipe, one for each file, one for each label that is not met.</summary>
    /// <param name="pooled">All of them.</param>
    /// <param name="files">Each by itself.</param>
    /// <returns>Lines ended by LF, without one at the end.</returns>
    public static string Of(EvaluationReport pooled, IReadOnlyList<EvaluationReport> files)
    {
        var text = new StringBuilder();
        if (pooled.HasLabels)
        {
            Recipes(text, pooled);
            Line(text, $"");
        }

        text.Append(TextColumns.Of(
            ["file", ">labels met", ">violations", ">duplicates", ">false warnings", ">vessel-hours", ">sounded", ">most in 10 min"],
            [
                .. files.Select(file => (string[])
                [
                    file.Name, Of(file.Labels.Count(label => label.IsMet), file.Labels.Count), Whole(file.Violations.Count), Whole(file.Duplicates.Count), Whole(file.FalseWarnings),
                    file.VesselHours is { } hours ? Figure(hours) : "n/a", Whole(file.WarningLoad.Sounded), Whole(file.WarningLoad.MostPerTenMinutes),
                ]),
            ]));
        var unmet = files.SelectMany(file => file.Labels.Where(label => !label.IsMet).Select(label => (file, label))).ToList();
        Line(text, $"");
        foreach (var (file, label) in unmet)
        {
            Line(text, $"{file.Name}: {label.Recipe} {Vessel(label.Mmsi)} {Ranks.Plain(label.Kind)} {Ranks.Plain(label.MinimumSeverity)}: {label.Outcome}{(label.AlertTime is { } time ? $" at {time}, {label.AlertId}" : "")}");
        }

        if (unmet.Count > 0)
        {
            Line(text, $"");
        }

        Overall(text, pooled);
        return text.ToString().TrimEnd('\n');
    }

    private static void Recipes(StringBuilder text, EvaluationReport report)
    {
        var rows = new List<string[]>();
        foreach (var recipe in report.Recipes)
        {
            string[] counted = [Share(recipe.Precision), Whole(recipe.Duplicates), Whole(recipe.Violations)];
            if (recipe.Expectations.Count == 0)
            {
                rows.Add([recipe.Recipe, $"nothing ({recipe.Labels} labels)", .. Enumerable.Repeat("", 7), .. counted]);
            }

            foreach (var expected in recipe.Expectations)
            {
                rows.Add(
                [
                    recipe.Recipe, $"{Ranks.Plain(expected.Kind)}, {Ranks.Plain(expected.MinimumSeverity)}",
                    Of(expected.Outcomes.GetValueOrDefault("met"), expected.Labels), Share(expected.Recall), Range(expected.LatencyMinutes), Range(expected.LeadMinutes),
                    Range(expected.NextAssetMinutes), Of(expected.CrossingsNamed, expected.Crossings), Of(expected.DeadlinesKept, expected.Deadlines), .. counted,
                ]);

                // They are the recipe's, not the expectation's.
                counted = ["", "", ""];
            }
        }

        text.Append(TextColumns.Of(
            ["recipe", "expected", ">met", ">recall", ">after, min", ">lead, min", ">next asset, min", ">named", ">in time", ">precision", ">duplicates", ">violations"], rows));
    }

    private static void Overall(StringBuilder text, EvaluationReport report)
    {
        if (report.HasLabels)
        {
            Line(text, $"recall     {Share(report.Recall)} ({report.Labels.Count(label => label.IsMet)} of {report.Labels.Count} labels met)");
            Line(text, $"precision  {Share(report.Precision)}");
        }

        var hours = report.VesselHours is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:F1} vessel-hours") : "an unknown number of vessel-hours";
        var judged = report.HasLabels ? $"{report.FalseAlarms.Count} on unlabelled vessels, {report.Unjudged} not judged, " : "";
        Line(text, $"alerts     {report.Alerts} over {hours}; {judged}{report.HeldBack} held back, {report.Retracted} retracted");
        Load(text, "warnings", report.WarningLoad);
        Load(text, "alarms", report.AlarmLoad);
        if (report.HasLabels)
        {
            Line(text, $"must not fire: {(report.Violations.Count == 0 ? "kept" : $"{report.Violations.Count} broken")}");
            foreach (var violation in report.Violations)
            {
                Line(text, $"  {violation.Recipe,-6} {Vessel(violation.Mmsi)}  {Ranks.Plain(violation.Kind)} {Ranks.Plain(violation.Severity)} at {violation.Time}  {violation.AlertId}");
            }

            Line(text, $"duplicates: {(report.Duplicates.Count == 0 ? "none" : report.Duplicates.Count)}");
            foreach (var duplicate in report.Duplicates)
            {
                Line(text, $"  {duplicate.Recipe,-6} {Vessel(duplicate.Mmsi)}  {Ranks.Plain(duplicate.Kind)} at {duplicate.Time}  {duplicate.AlertId} beside {duplicate.FirstAlertId}");
            }

            Line(text, $"false alarms, warning or worse: {report.FalseWarnings}{(report.FalseWarningsPerThousandVesselHours is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:F2} per 1,000 vessel-hours") : "")}");
        }

        if (report.Rates.Count > 0)
        {
            Line(text, $"{(report.HasLabels ? "false alarms" : "all alerts"),-12}{"per 1,000 vessel-hours",42}");
            foreach (var rate in report.Rates)
            {
                Line(text, $"  {Ranks.Plain(rate.Kind),-20} {Ranks.Plain(rate.Severity),-8} {rate.Count,5} {(rate.PerThousandVesselHours is { } figure ? figure.ToString("F2", CultureInfo.InvariantCulture) : "n/a"),16}");
            }
        }

        foreach (var alarm in report.FalseAlarms)
        {
            Line(text, $"  {Vessel(alarm.Mmsi),-9} {alarm.VesselName,-20} {Ranks.Plain(alarm.Kind)} {Ranks.Plain(alarm.Severity)} at {alarm.Time}  {alarm.AlertId}");
        }
    }

    private static void Load(StringBuilder text, string name, AlertLoad load)
    {
        var mean = load.MeanPerTenMinutes is { } figure ? string.Create(CultureInfo.InvariantCulture, $"{figure:F3} per 10 min on average, {load.MeanPerDay:F1} a day") : "no period to average over";
        Line(text, $"{name,-10} {load.Sounded} sounded in {load.Hours:F1} h: {mean}; most {load.MostPerTenMinutes} in 10 min, {load.MostPerHour} in an hour, {load.MostPerDay} in a day; floods {load.Floods}{(load.FloodShare is { } floods ? string.Create(CultureInfo.InvariantCulture, $" ({floods * 100:F1} %)") : "")}; at least one open for {load.HoursStanding:F1} h{(load.StandingShare is { } share ? string.Create(CultureInfo.InvariantCulture, $" ({share * 100:F1} %)") : "")}; chattering {load.Chattering}, stale {load.Stale}");
        if (Ranks.OfSeverity(load.FromSeverity) == Warning && load.Kinds.Count > 0)
        {
            Line(text, $"           {string.Join(", ", load.Kinds.Select(kind => $"{Ranks.Plain(kind.Kind)} {kind.Sounded}"))}");
        }
    }

    private static string Vessel(uint? mmsi) => mmsi is { } known ? known.ToString("D9", CultureInfo.InvariantCulture) : "area";

    private static string Share(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:F1} %") : "n/a";

    private static string Minutes(double? minutes) => minutes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:F1} min") : "";

    /// <summary>Least, median and most; one figure where they are the same.</summary>
    private static string Range(Spread? spread) => spread switch
    {
        null => "",
        _ when spread.Least == spread.Most => spread.Median.ToString("F1", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{spread.Least:F1} / {spread.Median:F1} / {spread.Most:F1}"),
    };

    private static string Of(int some, int all) => all == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{some} of {all}");

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Figure(double number) => number.ToString("F1", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
