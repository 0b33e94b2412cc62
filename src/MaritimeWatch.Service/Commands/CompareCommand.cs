using System.CommandLine;
using MaritimeWatch.Service.Comparison;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>compare</c>: which alerts came, went or changed from one replay to another.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string> Before = new("A") { Description = "Alert events as NDJSON, plain or .gz; '-' for standard input." };
    private static readonly Argument<string> After = new("B") { Description = "The same of another replay." };
    private static readonly Option<string?> Json = new("--json") { Description = "Write the difference as JSON to FILE; '-' or nothing for standard output, in place of the table.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> WithExitCode = new("--exit-code") { Description = "Exit with 1 when they differ." };

    public static Command Create()
    {
        var command = new Command("compare", """
            Which alerts came, went or changed between two replays: severity, when raised, how ended, asset, revisions, reasons.
            Alerts are paired by id, then by vessel, kind and overlapping time. Exits with 0 whether they differ or not, unless --exit-code is given.

            Examples:
              maritimewatch replay --input day.csv.gz --assets cables.geojson --alerts before.ndjson
              maritimewatch replay --input day.csv.gz --assets cables.geojson --alerts after.ndjson --settings other.json
              maritimewatch compare before.ndjson after.ndjson
            """);
        command.Arguments.Add(Before);
        command.Arguments.Add(After);
        command.Options.Add(Json);
        command.Options.Add(WithExitCode);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (first, second) = (parsed.GetRequiredValue(Before), parsed.GetRequiredValue(After));
        if (first == "-" && second == "-")
        {
            throw new CommandFailedException("only one of the two can be standard input", ExitCode.WrongUsage);
        }

        var (before, rejectedBefore) = Read(first, cancellation);
        var (after, rejectedAfter) = Read(second, cancellation);
        var comparison = AlertComparison.Of(before, after);
        var json = parsed.GetResult(Json) is null ? null : parsed.GetValue(Json) ?? "-";
        if (json is not null)
        {
            ComparisonJson.Write(json, comparison);
        }

        if (json != "-")
        {
            Console.Out.WriteLine(ComparisonTable.Of(comparison));
        }

        return parsed.GetValue(WithExitCode) && comparison.Differs ? ExitCode.Failed
            : rejectedBefore + rejectedAfter > 0 ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private static (Dictionary<string, AlertOutline> Alerts, long Rejected) Read(string file, CancellationToken cancellation)
    {
        var alerts = new Dictionary<string, AlertOutline>(StringComparer.Ordinal);
        var rejected = AlertLog.Read(
            file,
            line =>
            {
                if (!alerts.TryGetValue(line.AlertId, out var alert))
                {
                    alerts.Add(line.AlertId, alert = new AlertOutline(line));
                }

                alert.Add(line);
            },
            cancellation);
        return (alerts, rejected);
    }
}
