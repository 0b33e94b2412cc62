using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Comparison;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>evaluate</c>: alert logs against the labels of their traffic, or, without labels, their load alone.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string[]> Alerts = new("--alerts") { Description = "Alert events as NDJSON, '-' for stdin; several files are judged one by one and together.", HelpName = "FILE", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Labels = new("--labels") { Description = "Labels that 'simulate' wrote, one file for each of --alerts, in the same order.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<double> Grace = new("--grace") { Description = "Minutes after the end of a label in which an alert still meets it.", HelpName = "MINUTES", DefaultValueFactory = _ => 0 };
    private static readonly Option<string?> Json = new("--json") { Description = "Write the report as JSON to FILE; '-' or nothing for standard output, in place of the table.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> RequireAll = new("--require-all") { Description = "Exit with 1 unless every label is met and nothing forbidden was raised." };
    private static readonly Option<string?> Require = new("--require") { Description = "JSON file with thresholds, such as tests/evaluation/thresholds.json: exit with 1, naming them, where they are not reached.", HelpName = "FILE" };
    private static readonly Option<double[]> VesselHours = new("--vessel-hours") { Description = "Without labels: vessel-hours of the traffic, one figure for each of --alerts.", HelpName = "HOURS", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Summary = new("--summary") { Description = "Without labels: the summaries 'replay' wrote, for vessel-hours and period.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> From = new("--from") { Description = "Without labels: first event time of the traffic (RFC 3339).", HelpName = "TIME" };
    private static readonly Option<string?> To = new("--to") { Description = "Without labels: end of the traffic.", HelpName = "TIME" };

    public static Command Create()
    {
        var command = new Command(
            "evaluate",
            """
            Recall, precision, false alarms per 1,000 vessel-hours, lead times and alarm load of alert logs.
            docs/evaluation.md says what each figure means.

            Examples:
              maritimewatch replay --input day.csv.gz --assets data-samples/assets/*.geojson --alerts alerts.ndjson
              maritimewatch evaluate --alerts alerts.ndjson --labels day.labels.json
              maritimewatch evaluate --alerts 1.ndjson 2.ndjson --labels 1.labels.json 2.labels.json --json report.json
              maritimewatch evaluate --alerts recorded.ndjson --summary recorded.summary.json
            """);
        foreach (var option in (Option[])[Alerts, Labels, Grace, Json, RequireAll, Require, VesselHours, Summary, From, To])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var alerts = parsed.GetRequiredValue(Alerts);
        var labels = parsed.GetValue(Labels) ?? [];
        var thresholds = parsed.GetValue(Require) is { } require ? Read(require, Thresholds.FromJson) : null;
        SameCount(alerts, labels, "--labels");
        var (reports, rejected) = labels.Length > 0
            ? Judge(alerts, labels, TimeSpan.FromMinutes(parsed.GetValue(Grace)), cancellation)
            : Count(alerts, parsed, cancellation);

        var pooled = EvaluationReport.Pool(string.Create(CultureInfo.InvariantCulture, $"{reports.Count} files"), reports);
        var unmet = thresholds is null ? [] : ThresholdCheck.Unmet(pooled, thresholds);
        var json = parsed.GetResult(Json) is null ? null : parsed.GetValue(Json) ?? "-";
        if (json != "-")
        {
            Console.Out.WriteLine(reports is [var only] ? EvaluationTable.Of(only) : EvaluationTable.Of(pooled, reports));
        }

        if (json is not null)
        {
            EvaluationJson.Write(json, pooled, reports, thresholds is null ? null : unmet);
        }

        foreach (var line in unmet)
        {
            Console.Error.WriteLine($"maritimewatch: not reached: {line}");
        }

        var isShort = unmet.Count > 0 || (parsed.GetValue(RequireAll) && !pooled.IsClean);
        return isShort ? ExitCode.Failed : rejected > 0 ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private static (List<EvaluationReport> Reports, long Rejected) Judge(string[] alerts, string[] labels, TimeSpan grace, CancellationToken cancellation)
    {
        // A typing error in the last name should not cost the reading of the others.
        var sets = labels.Select(file => Read(file, LabelSet.FromJson)).ToList();
        var (reports, rejected) = (new List<EvaluationReport>(), 0L);
        foreach (var (file, set) in alerts.Zip(sets))
        {
            rejected += Events(file, cancellation, out var events);
            reports.Add(Evaluator.Evaluate(file, events, set, grace));
        }

        return (reports, rejected);
    }

    private static (List<EvaluationReport> Reports, long Rejected) Count(string[] alerts, ParseResult parsed, CancellationToken cancellation)
    {
        var summaries = parsed.GetValue(Summary) ?? [];
        var hours = parsed.GetValue(VesselHours) ?? [];
        SameCount(alerts, summaries, "--summary");
        SameCount(alerts, hours, "--vessel-hours");
        var (from, to) = (EventTime.Parse(parsed.GetValue(From), "--from"), EventTime.Parse(parsed.GetValue(To), "--to"));
        var known = summaries.Select(file => Read(file, TrafficSpan.FromSummary)).ToList();
        var (reports, rejected) = (new List<EvaluationReport>(), 0L);
        for (var index = 0; index < alerts.Length; index++)
        {
            var span = known.Count > 0 ? known[index] : default;
            double? vesselHours = hours.Length > 0 ? hours[index] : span.VesselHours;
            if (known.Count > 0 && vesselHours is null)
            {
                Console.Error.WriteLine($"maritimewatch: {summaries[index]}: there are no vessel-hours in it; give --vessel-hours for the rates");
            }

            rejected += Events(alerts[index], cancellation, out var events);
            reports.Add(Evaluator.Unlabelled(alerts[index], events, vesselHours, from ?? span.Start, to ?? span.End));
        }

        return (reports, rejected);
    }

    private static long Events(string file, CancellationToken cancellation, out List<AlertLine> events)
    {
        var read = new List<AlertLine>();
        events = read;
        return AlertLog.Read(file, read.Add, cancellation);
    }

    private static void SameCount<T>(string[] alerts, T[] others, string option)
    {
        if (others.Length > 0 && others.Length != alerts.Length)
        {
            throw new CommandFailedException($"{alerts.Length} of --alerts, but {others.Length} of {option}: one for each, in the same order", ExitCode.WrongUsage);
        }
    }

    private static T Read<T>(string file, Func<string, T> parse)
    {
        try
        {
            return parse(File.ReadAllText(file));
        }
        catch (JsonException broken)
        {
            throw new CommandFailedException($"{file}: {broken.Message}");
        }
    }
}
