using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Ais;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Stores;

/// <summary>Recordings into the store, one after the other, with what is said about it on standard error.</summary>
internal sealed class ImportRun(TrackImport store, string? formatName, TimeProvider clock)
{
    /// <summary>How far a clock may be ahead of ours.</summary>
    private static readonly TimeSpan ClockDoubt = TimeSpan.FromMinutes(10);

    /// <summary>A static report stays one instance for a day's ships.</summary>
    private readonly StaticReportInterning interning = new();
    private readonly RecognisedFormat format = FormatNames.Parse(formatName);
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly StoreProgress progress = new(clock);
    private long rows;
    private long added;
    private int imported;
    private int known;
    private bool isAnyRejected;

    /// <summary>Imports all of them.</summary>
    /// <returns>The exit code of the contract.</returns>
    public int Run(string[] paths, CancellationToken interrupted)
    {
        for (var number = 0; number < paths.Length; number++)
        {
            try
            {
                if (!Import(paths[number], number, paths.Length, interrupted))
                {
                    progress.Clear();
                    Tell($"interrupted; the same command goes on from here ({Summary()})");
                    return ExitCode.Interrupted;
                }
            }
            catch (CommandFailedException failure) when (paths.Length > 1)
            {
                progress.Clear();
                Tell(failure.Message);
                isAnyRejected = true;
            }
        }

        if (imported + known == 0)
        {
            throw new CommandFailedException("none of the inputs could be read");
        }

        Tell(Summary());
        return isAnyRejected ? ExitCode.SomeInputRejected : ExitCode.Done;
    }

    private bool Import(string path, int number, int of, CancellationToken interrupted)
    {
        var key = RecordingKey.Of(path, formatName);
        if (key is not null && store.Find(key) is { } before)
        {
            known++;
            isAnyRejected |= before.Rejected > 0;
            Tell(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: already imported on {before.Finished}{(before.Name == Path.GetFileName(path) ? "" : $" as {AlertText.Clean(before.Name)}")}: {before.Lines:N0} lines, {before.Positions:N0} positions"));
            return true;
        }

        using var input = new ReplayInput(path, format, interning, Instant.MinValue, Instant.MaxValue);
        var run = new RecordingImport(store, input, key, new Instant(clock.GetUtcNow().ToUnixTimeMilliseconds()) + ClockDoubt);
        if (run.IsResumed)
        {
            Tell($"{input.Name}: was broken off and is gone on with");
        }

        run.AfterRound = () => progress.Draw(
            $"{input.Name} ({number + 1} of {of})", ReplayInput.ShareRead([input]) is { } share ? (number + share) / of : null, rows + input.Lines, "rows");
        var isWhole = run.Run(interrupted);
        progress.Clear();
        rows += input.Lines;
        added += run.Added;
        if (!isWhole)
        {
            return false;
        }

        imported++;
        TellRejections(input);
        if (key is not null)
        {
            store.Finish(key, input.Name, input.Length ?? 0, input.Lines, Rejected(input));
        }

        return true;
    }

    private void TellRejections(ReplayInput input)
    {
        foreach (var message in input.Messages)
        {
            Tell(message);
        }

        isAnyRejected |= input.IsDamaged;
        foreach (var reason in Enum.GetValues<DropReason>())
        {
            if (input.Rejections[reason] is > 0 and var count)
            {
                isAnyRejected |= reason.IsRejection();
                Tell(string.Create(CultureInfo.InvariantCulture, $"{input.Name}: {(reason.IsRejection() ? "rejected" : "not used")}: {count:N0}: {reason.InWords()}"));
            }
        }
    }

    private static long Rejected(ReplayInput input) =>
        (input.IsDamaged ? 1 : 0) + Enum.GetValues<DropReason>().Where(reason => reason.IsRejection()).Sum(reason => input.Rejections[reason]);

    private string Summary()
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{imported:N0} recordings imported, {known:N0} were already: {rows:N0} rows, {added:N0} positions new, in {seconds:F1} s: {rows / Math.Max(seconds, 1e-6):N0} rows/s");
    }

    private static void Tell(string sentence) => Console.Error.WriteLine($"maritimewatch: {sentence}");
}
