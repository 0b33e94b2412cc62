using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Conversion;
using MaritimeWatch.Service.Decode;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>convert</c>: recorded traffic of any format to our own NDJSON, static data joined to it.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var input = new Option<string[]>("--input") { Description = "Recorded traffic: NMEA 0183, a table or JSON, plain or .gz; '-' for standard input. Several are merged by event time.", Required = true, AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--output") { Description = "Where the reports go, one JSON object a line, compressed when its name ends in .gz; '-' for standard output.", HelpName = "FILE", DefaultValueFactory = _ => "-" };
        var format = new Option<string?>("--format") { Description = FormatNames.Description, HelpName = "FORMAT" };
        var from = new Option<string?>("--from") { Description = "Leave out reports before this time (RFC 3339).", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Leave out reports from this time on (RFC 3339).", HelpName = "TIME" };
        var bare = new Option<bool>("--bare") { Description = "Only what each report says itself, without what is known of its vessel." };
        var command = new Command(
            "convert",
            """
            Recorded traffic of any format to reports as NDJSON, in plain units, with the vessel's static data joined to each: its values, since when and
            by which message or feed each was said. Everything that reads recorded traffic reads it back, and gets the same reports.

            Examples:
              maritimewatch convert --input day.csv.gz --output day.ndjson.gz
              mosquitto_sub -v … | maritimewatch convert --input - --format digitraffic | jq .vessel.name
            """)
        {
            input, output, format, from, to, bare,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var start = EventTime.Parse(parsed.GetValue(from), "--from") ?? Instant.MinValue;
            var end = EventTime.Parse(parsed.GetValue(to), "--to") ?? Instant.MaxValue;
            var wanted = FormatNames.Parse(parsed.GetValue(format));
            var inputs = ReplayInput.OpenAll(parsed.GetRequiredValue(input), wanted, new StaticReportInterning(), start, end, out var isAnyMissing);
            try
            {
                using var target = new ReportOutput(parsed.GetRequiredValue(output), parsed.GetRequiredValue(input), isJoined: !parsed.GetValue(bare));
                return Task.FromResult(Run(inputs, target, isAnyMissing, interrupted));
            }
            catch (ReaderGoneException)
            {
                return Task.FromResult(ExitCode.Failed);
            }
            finally
            {
                inputs.ForEach(opened => opened.Dispose());
            }
        });
        return command;
    }

    private static int Run(List<ReplayInput> inputs, ReportOutput output, bool isAnyMissing, CancellationToken interrupted)
    {
        var progress = new ProgressLine(mayShow: output.IsFile || Console.IsOutputRedirected);
        var started = Stopwatch.GetTimestamp();
        var run = new PieceByPiece(inputs, piece =>
        {
            var reports = piece.Of(0);
            for (var i = 0; i < reports.Count; i++)
            {
                output.Write(reports[i].Report);
            }
        });
        run.AfterPiece = () => progress.Draw(
            ReplayInput.ShareRead(inputs),
            inputs.Sum(input => input.Lines),
            run.Reports,
            "reports");
        run.Run(interrupted);
        output.Complete();
        progress.Clear();
        foreach (var message in inputs.SelectMany(input => input.Messages))
        {
            Console.Error.WriteLine($"maritimewatch: {message}");
        }

        var rows = inputs.Sum(input => input.Lines);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(interrupted.IsCancellationRequested ? "interrupted after " : "")}{rows:N0} rows read, {run.Reports:N0} reports of {output.Vessels:N0} vessels ({output.Positions:N0} with a position, {output.Statics:N0} with static data; {output.VesselsKnown:N0} vessels said who they are), in {seconds:F1} s: {rows / Math.Max(seconds, 1e-6):N0} rows/s"));
        var isAnyRejected = isAnyMissing || inputs.Any(input => input.IsDamaged);
        foreach (var reason in Enum.GetValues<DropReason>())
        {
            var count = inputs.Sum(input => input.Rejections[reason]);
            if (count > 0)
            {
                isAnyRejected |= reason.IsRejection();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(reason.IsRejection() ? "rejected" : "not used")}: {count,10:N0}  {reason.InWords()}"));
            }
        }

        return interrupted.IsCancellationRequested ? ExitCode.Interrupted : isAnyRejected ? ExitCode.SomeInputRejected : ExitCode.Done;
    }
}
