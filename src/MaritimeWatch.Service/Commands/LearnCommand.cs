using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MaritimeWatch.Ais;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Learning;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>learn</c>: what is ordinary, from recorded traffic into a model file for <c>replay</c> and <c>serve</c>.</summary>
internal static class LearnCommand
{
    private static readonly Option<string[]> Input = new("--input") { Description = "Recorded traffic: NMEA 0183, a table or JSON, plain or .gz; '-' for standard input. Several are merged by event time.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Output = new("--output") { Description = "Where the model goes. Without it nothing is learned: the input is only judged by --base.", HelpName = "FILE" };
    private static readonly Option<string[]> Base = new("--base") { Description = "Models to go on from; what they learned is joined to what the input brings.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Features = new("--features") { Description = "Table of the windows with their features and scores ('-' for standard output): those kept of the input, or all where it is only judged.", HelpName = "FILE" };
    private static readonly Option<string[]> Assets = new("--assets") { Description = "GeoJSON of charted assets: says how much of them lies in waters of which enough was learned.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Format = new("--format") { Description = FormatNames.Description, HelpName = "FORMAT" };
    private static readonly Option<string?> From = new("--from") { Description = "Leave out reports before this time (RFC 3339).", HelpName = "TIME" };
    private static readonly Option<string?> To = new("--to") { Description = "Leave out reports from this time on (RFC 3339).", HelpName = "TIME" };

    public static Command Create()
    {
        var command = new Command("learn", """
            What speeds, courses, turns and stops are ordinary by place and ship class, and which half hours of a track are not. Deterministic: same input, same bytes out.

            Examples:
              maritimewatch learn --input week/*.csv.gz --output sea.model --assets cables.geojson
              maritimewatch learn --base sea.model --input next-day.csv.gz --output sea.model
              maritimewatch learn --base sea.model --input day.csv.gz --features windows.csv
            """);
        foreach (var option in (Option[])[Input, Output, Base, Features, Assets, Format, From, To])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, interrupted) => Task.FromResult(Run(parsed, interrupted)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken interrupted)
    {
        var from = EventTime.Parse(parsed.GetValue(From), "--from") ?? Instant.MinValue;
        var to = EventTime.Parse(parsed.GetValue(To), "--to") ?? Instant.MaxValue;
        var format = FormatNames.Parse(parsed.GetValue(Format));
        var paths = parsed.GetValue(Input) ?? [];
        var bases = (parsed.GetValue(Base) ?? []).Select(ModelFile.Load).ToList();
        var output = parsed.GetValue(Output);
        if (paths.Length == 0 && (bases.Count == 0 || output is null))
        {
            throw new CommandFailedException("nothing to learn from: --input, or --base with --output", ExitCode.WrongUsage);
        }

        if (output is null && (parsed.GetValue(Features) is null || bases is not [{ HasScores: true }]))
        {
            throw new CommandFailedException("without --output the input is only judged: that needs one --base with scores, and --features", ExitCode.WrongUsage);
        }

        var isDamaged = false;
        var inputs = paths.Length == 0 ? [] : ReplayInput.OpenAll(paths, format, new StaticReportInterning(), from, to, out isDamaged);
        using var table = parsed.GetValue(Features) is { } path ? new FeatureTable(path) : null;
        try
        {
            if (output is null)
            {
                var judge = new NormalityJudge(bases[0], table!.Write);
                var seconds = Read(inputs, judge.Start, judge.Observe, () => judge.Vessels, interrupted);
                judge.Complete();
                Say($"{inputs.Sum(input => input.Lines):N0} rows read, {table.Rows:N0} windows of {judge.Vessels:N0} vessels judged, in {seconds:F1} s");
                return Finish(inputs, judge.Counter, isDamaged, interrupted);
            }

            return Learn(inputs, bases, output, parsed.GetValue(Assets) ?? [], table, isDamaged, interrupted);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    private static int Learn(List<ReplayInput> inputs, List<NormalityModel> bases, string output, string[] assets, FeatureTable? table, bool isDamaged, CancellationToken interrupted)
    {
        var trainer = new NormalityTrainer(bases);
        var seconds = Read(inputs, trainer.Start, trainer.Observe, () => trainer.Vessels, interrupted);
        if (interrupted.IsCancellationRequested)
        {
            Say($"interrupted: no model was written");
            return ExitCode.Interrupted;
        }

        var started = Stopwatch.GetTimestamp();
        var model = trainer.Complete(table is null ? null : table.Write);
        var bytes = ModelFile.Save(model, output);
        var rows = inputs.Sum(input => input.Lines);
        Say($"{rows:N0} rows read, {trainer.Windows:N0} windows of {trainer.Vessels:N0} vessels learned, in {seconds:F1} s: {rows / Math.Max(seconds, 1e-6):N0} rows/s; model made in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        var exit = Finish(inputs, trainer.Counter, isDamaged, interrupted);
        foreach (var earlier in bases.Where(earlier => inputs.Count > 0 && earlier.From <= trainer.Period.Last && trainer.Period.First <= earlier.To))
        {
            Say($"a base covers {earlier.From} to {earlier.To}, and so does the input: what is in both counts twice");
        }

        Say($"{output}: model {model.Id}, {bytes:N0} bytes, {model.From} to {model.To}, {model.Cells:N0} pairs of cell and class, {model.WindowsSeen:N0} windows ({model.WindowsKept:N0} kept)");
        Say($"  about {string.Join(", ", Enum.GetValues<VesselClass>().Where(known => model.VesselsOf(known) > 0).Select(known => string.Create(CultureInfo.InvariantCulture, $"{model.VesselsOf(known):N0} {known.InWords()}")))}");
        if (!model.HasScores)
        {
            Say($"  too little traffic to tell unusual windows: lanes only");
        }

        Describe(assets, model);
        return exit;
    }

    private static void Describe(string[] assets, NormalityModel model)
    {
        if (assets.Length == 0)
        {
            return;
        }

        var chart = ChartFiles.Load(assets).Chart;
        var least = DetectionSettings.Default.Normality.MinRegionVessels;
        var thin = chart.Assets.Select(asset => (asset.Name, Part: TrainedWaters.PartOf(asset, model, least))).Where(asset => asset.Part < 1).OrderBy(asset => asset.Part).ToList();
        Say($"  {chart.Assets.Length - thin.Count:N0} of {chart.Assets.Length:N0} assets lie in waters with at least {least} vessels learned from");
        foreach (var (name, part) in thin.Take(12))
        {
            Say($"    {name}: {part:P0}");
        }
    }

    private delegate void ReportTaker(in AisReport report);

    private static double Read(List<ReplayInput> inputs, Action<ReadOnlySpan<Instant>> start, ReportTaker take, Func<int> vessels, CancellationToken interrupted)
    {
        if (inputs.Count == 0)
        {
            return 0;
        }

        var progress = new ProgressLine();
        var started = Stopwatch.GetTimestamp();
        var run = new PieceByPiece(inputs, piece =>
        {
            start(CollectionsMarshal.AsSpan(piece.FirstTimes));
            var reports = piece.Of(0);
            for (var i = 0; i < reports.Count; i++)
            {
                take(reports[i].Report);
            }
        });
        run.AfterPiece = () => progress.Draw(
            ReplayInput.ShareRead(inputs),
            inputs.Sum(input => input.Lines),
            vessels(),
            "vessels");
        run.Run(interrupted);
        progress.Clear();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static int Finish(List<ReplayInput> inputs, StageCounter counter, bool isDamaged, CancellationToken interrupted)
    {
        foreach (var message in inputs.SelectMany(input => input.Messages))
        {
            Console.Error.WriteLine($"maritimewatch: {message}");
        }

        var isAnyRejected = isDamaged || inputs.Any(input => input.IsDamaged);
        foreach (var reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
        {
            var count = inputs.Sum(input => input.Rejections[reason]) + counter.DroppedFor(reason);
            if (count > 0)
            {
                isAnyRejected |= reason.IsRejection();
                Say($"  {(reason.IsRejection() ? "rejected" : "not used")}: {count,10:N0}  {reason.InWords()}");
            }
        }

        return interrupted.IsCancellationRequested ? ExitCode.Interrupted : isAnyRejected ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private static void Say(FormattableString line) => Console.Error.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
