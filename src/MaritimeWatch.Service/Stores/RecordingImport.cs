using MaritimeWatch.Domain;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Stores;

/// <summary>One recording into the store: watches are collected in memory and written when nothing more of them comes, or too much waits.</summary>
/// <remarks>
/// When a watch is written depends on the recording alone, never on time or on where an earlier run was broken off: so what is stored in the end is the same.
/// While one watch is written, the next is read, parsed and collected.
/// </remarks>
/// <param name="store">Where to.</param>
/// <param name="input">The recording.</param>
/// <param name="key">Its key, or null.</param>
/// <param name="latest">Later times are not true.</param>
internal sealed class RecordingImport(TrackImport store, ReplayInput input, string? key, Instant latest)
{
    /// <summary>A watch of which nothing came in so many rounds is written: some 400,000 rows, half an hour of a busy day.</summary>
    private const int QuietRounds = 4;

    /// <summary>Reports that wait at most, 40 bytes each; beyond, the fullest watch is written. As many may be on their way to the disk.</summary>
    private const long MostWaiting = 6_000_000;

    private readonly int shards = Math.Clamp(Environment.ProcessorCount, 1, 16);
    private readonly SortedDictionary<long, (ImportWatch Watch, int LastRound)> open = [];
    private readonly IReadOnlyDictionary<long, long> stored = key is null ? new Dictionary<long, long>() : store.StoredLines(key);
    private Task writing = Task.CompletedTask;
    private int rounds;
    private long added;

    /// <summary>Positions that were new, so far.</summary>
    public long Added => Interlocked.Read(ref added);

    /// <summary>Whether an earlier run has stored a part of it.</summary>
    public bool IsResumed => stored.Count > 0;

    /// <summary>Called after every round, for progress.</summary>
    public Action? AfterRound { get; set; }

    /// <summary>Reads the recording to its end, or until interrupted: then what is complete is stored, and a further run goes on from there.</summary>
    /// <returns>Whether it came to the end.</returns>
    public bool Run(CancellationToken interrupted)
    {
        var (present, next) = (new ImportRound(shards), new ImportRound(shards));
        next.Read(input);
        try
        {
            while (next.Count > 0)
            {
                if (interrupted.IsCancellationRequested)
                {
                    return false;
                }

                (present, next) = (next, present);
                var free = next;
                var reading = Task.Run(() => free.Read(input), CancellationToken.None);
                try
                {
                    present.Parse(input);
                    Collect(present);
                    WriteWhatIsComplete();
                }
                finally
                {
                    reading.GetAwaiter().GetResult();
                }

                AfterRound?.Invoke();
            }

            foreach (var watch in open.Keys.ToList())
            {
                Write(watch);
                AfterRound?.Invoke();
            }
        }
        finally
        {
            writing.GetAwaiter().GetResult();
        }

        input.Finish();
        return true;
    }

    private void Collect(ImportRound round)
    {
        rounds++;
        foreach (var watch in round.Watches(latest))
        {
            open[watch] = (open.TryGetValue(watch, out var found) ? found.Watch : TrackImport.NewWatch(watch, stored.GetValueOrDefault(watch), shards), rounds);
        }

        var refused = round.Divide(open.ToDictionary(watch => watch.Key, watch => watch.Value.Watch), latest);
        if (refused > 0)
        {
            if (input.Rejections[DropReason.FromTheFuture] == 0)
            {
                input.Messages.Add($"{input.Name}: up to line {input.Lines}: {DropReason.FromTheFuture.InWords()}: {refused} reports of a time that is not yet");
            }

            input.Rejections.Count(DropReason.FromTheFuture, refused);
        }
    }

    private void WriteWhatIsComplete()
    {
        foreach (var (watch, (_, lastRound)) in open.ToList())
        {
            if (rounds - lastRound >= QuietRounds)
            {
                Write(watch);
            }
        }

        while (open.Values.Sum(watch => watch.Watch.Seen) > MostWaiting)
        {
            Write(open.MaxBy(watch => watch.Value.Watch.Seen).Key);
        }
    }

    private void Write(long number)
    {
        var watch = open[number].Watch;
        open.Remove(number);
        var lines = input.Lines;

        // One at a time: memory for one watch more is all that is needed.
        writing.GetAwaiter().GetResult();
        writing = Task.Run(() => Interlocked.Add(ref added, store.Write(watch, key, lines)), CancellationToken.None);
    }
}
