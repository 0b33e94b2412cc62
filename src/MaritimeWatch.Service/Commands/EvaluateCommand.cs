using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Simulator.Labels;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>evaluate</c>: an alert log against the labels of its traffic.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new InstantAsText() } };

    public static Command Create()
    {
        var alerts = new Option<string>("--alerts") { Description = "Alert events as NDJSON, '-' for stdin.", Required = true };
        var labels = new Option<string>("--labels") { Description = "Labels that 'simulate' wrote.", Required = true };
        var grace = new Option<double>("--grace") { Description = "Minutes after the end of a label in which an alert still meets it.", DefaultValueFactory = _ => 0 };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var requireAll = new Option<bool>("--require-all") { Description = "Exit with 1 unless every label is met and nothing forbidden was raised." };
        var command = new Command(
            "evaluate",
            """
            Recall, precision, false alarms per 1,000 vessel-hours and lead times of an alert log.

            Examples:
              maritimewatch replay --input day.csv.gz --assets data-samples/assets/*.geojson --alerts alerts.ndjson
              maritimewatch evaluate --alerts alerts.ndjson --labels day.labels.json
            """)
        {
            alerts, labels, grace, json, requireAll,
        };
        command.SetAction((parsed, _) =>
        {
            var (events, rejected) = ReadAlerts(parsed.GetRequiredValue(alerts));
            var report = Evaluator.Evaluate(events, ReadLabels(parsed.GetRequiredValue(labels)), TimeSpan.FromMinutes(parsed.GetValue(grace)));
            Console.Out.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(report, Json) : EvaluationTable.Of(report));
            return Task.FromResult(parsed.GetValue(requireAll) && !report.IsClean ? ExitCode.Failed : rejected > 0 ? ExitCode.SomeInputRejected : ExitCode.Done);
        });
        return command;
    }

    private static (List<AlertLine> Events, int Rejected) ReadAlerts(string file)
    {
        var events = new List<AlertLine>();
        var (number, rejected) = (0, 0);
        using var reader = file == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (AlertLine.TryParse(line, out var alert, out var problem))
            {
                events.Add(alert!);
            }
            else
            {
                rejected++;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maritimewatch: {file}: line {number}: {problem}"));
            }
        }

        return (events, rejected);
    }

    private static LabelSet ReadLabels(string file)
    {
        try
        {
            return LabelSet.FromJson(File.ReadAllText(file));
        }
        catch (JsonException broken)
        {
            throw new CommandFailedException($"{file}: {broken.Message}");
        }
    }

    private sealed class InstantAsText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
