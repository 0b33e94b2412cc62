using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Journal;

/// <summary>Keeps what was received as it was received, the rejected with the rest, beside the straight line and never in its way.</summary>
/// <remarks>
/// Sources hand lines over to a bounded queue; a thread of the journal's own packs and writes them. What it cannot take is shed, counted, and said
/// in the journal itself. A disk that refuses costs lines of the journal and nothing else (decision 0562).
/// </remarks>
internal sealed class RawJournal : IDisposable
{
    /// <summary>Bytes that may wait for the writer: some twenty seconds at 5,000 sentences a second.</summary>
    public const int MostWaitingBytes = 8 << 20;

    private const int WakeBytes = 256 << 10;
    private static readonly TimeSpan WakeInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0);
    private readonly Dictionary<string, JournalSource> sources = [];
    private readonly List<byte[]> notes = [];
    private readonly List<TaskCompletionSource> flushes = [];
    private readonly Dictionary<string, long> notKept = [];
    private readonly JournalWriter writer;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly Thread thread;
    private JournalBatch filling = new();
    private JournalBatch writing = new();
    private int opened;
    private bool isStopping;

    /// <param name="folder">Made where it does not exist.</param>
    /// <param name="settings">How much is kept for how long.</param>
    /// <param name="clock">Names files and paces the writer.</param>
    /// <param name="log">Told when the disk refuses, and when it does no more.</param>
    /// <param name="create">Makes a file; for tests of disks that fail.</param>
    public RawJournal(string folder, JournalSettings settings, TimeProvider clock, ILogger log, Func<string, Stream>? create = null)
    {
        this.clock = clock;
        writer = new JournalWriter(folder, settings, Counters, () => Sources, log, create);
        timer = clock.CreateTimer(_ => signal.Release(), null, WakeInterval, WakeInterval);
        thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        thread.Start();
    }

    public JournalCounters Counters { get; } = new();

    /// <summary>Whether the disk takes what is written.</summary>
    public bool IsWritable => writer.IsWritable;

    private Instant Now => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private IReadOnlyList<JournalSource> Sources
    {
        get
        {
            lock (gate)
            {
                return [.. sources.Values.OrderBy(source => source.Name.Length).ThenBy(source => source.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>A source that begins to send; dispose of it when it ends.</summary>
    /// <param name="kind">What its lines are.</param>
    /// <param name="origin">Where they come from, e.g. an address and port or a client's name.</param>
    /// <param name="isReceiptTime">Whether a line that tells no time counts as of its receipt.</param>
    public JournalSource Open(JournalKind kind, string origin, bool isReceiptTime = true)
    {
        lock (gate)
        {
            var source = new JournalSource(this, $"{kind.ToString().ToLowerInvariant()}-{++opened}", kind, origin, isReceiptTime);
            sources.Add(source.Name, source);
            notes.Add(JournalNote.Write(Now, JournalNote.Open, source.Name, kind.ToString().ToLowerInvariant(), origin));
            return source;
        }
    }

    /// <summary>Keeps what came at one moment from a source: one or more lines. Never waits; of one thread at a time for each source.</summary>
    /// <param name="source">From <see cref="Open"/>.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="bytes">As received, with or without a line end.</param>
    /// <param name="eventTime">The event time of what it says, where that is known: found by it.</param>
    public static void Append(JournalSource source, Instant receivedAt, ReadOnlySpan<byte> bytes, Instant? eventTime = null)
    {
        source.AddLines(bytes, receivedAt);
        if (eventTime is { } time)
        {
            source.Note(time);
        }

        source.HandOver();
    }

    /// <summary>Completes when everything handed over before is in a member that is whole and in the index; at once where the disk refuses.</summary>
    public Task FlushAsync()
    {
        var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isStopping)
            {
                return Task.CompletedTask;
            }

            flushes.Add(flush);
        }

        signal.Release();
        return flush.Task;
    }

    /// <summary>Writes what waits and ends the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isStopping)
            {
                return;
            }

            isStopping = true;
        }

        // The semaphore is left to the collector: a last tick may still come.
        timer.Dispose();
        signal.Release();
        thread.Join();
    }

    internal void Take(ReadOnlySpan<byte> bytes, int lines, Instant received, Instant? firstEvent, Instant? lastEvent)
    {
        bool isMuch;
        lock (gate)
        {
            if (isStopping || filling.Bytes.WrittenCount + bytes.Length > MostWaitingBytes)
            {
                Lose(lines, "QUEUE");
                return;
            }

            var before = filling.Bytes.WrittenCount;
            filling.Add(bytes, lines, received, firstEvent, lastEvent);
            isMuch = before < WakeBytes && filling.Bytes.WrittenCount >= WakeBytes;
        }

        if (isMuch)
        {
            signal.Release();
        }
    }

    /// <summary>Says that lines were received and are not kept.</summary>
    internal void NotKept(long lines, string reason)
    {
        lock (gate)
        {
            Lose(lines, reason);
        }
    }

    internal void Close(JournalSource source)
    {
        lock (gate)
        {
            if (sources.Remove(source.Name))
            {
                notes.Add(JournalNote.Write(Now, JournalNote.Close, source.Name));
            }
        }
    }

    private void Lose(long lines, string reason)
    {
        Counters.Lost(lines);
        notKept[reason] = notKept.GetValueOrDefault(reason) + lines;
    }

    private void Run()
    {
        while (true)
        {
            signal.Wait();
            var (said, lost, asked, isLast) = TakeWaiting();
            var isWritten = writer.Write(said, writing, Now, endMember: asked.Count > 0 || isLast);
            if (!isWritten)
            {
                NotWritten(lost, writing.Lines);
            }

            writing.Clear();
            if (isLast)
            {
                writer.End(Now);
            }

            foreach (var flush in asked)
            {
                flush.SetResult();
            }

            if (isLast)
            {
                return;
            }
        }
    }

    /// <summary>What was to be said and could not be is said with the next lines that are kept; opened and closed sources stand at the beginning of the next file.</summary>
    private void NotWritten(Dictionary<string, long> lost, long lines)
    {
        lock (gate)
        {
            foreach (var (reason, count) in lost)
            {
                notKept[reason] = notKept.GetValueOrDefault(reason) + count;
            }

            if (lines > 0)
            {
                Lose(lines, "DISK");
            }
        }
    }

    private (List<byte[]> Notes, Dictionary<string, long> Lost, List<TaskCompletionSource> Flushes, bool IsLast) TakeWaiting()
    {
        lock (gate)
        {
            (filling, writing) = (writing, filling);
            var said = notes.ToList();
            var lost = new Dictionary<string, long>();

            // Said with the first lines that are kept again; while the disk refuses it would be lost with them.
            if (writer.MayWrite(Now))
            {
                said.AddRange(notKept.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => JournalNote.Write(Now, JournalNote.Shed, Text(reason.Value), reason.Key)));
                lost = new Dictionary<string, long>(notKept);
                notKept.Clear();
            }

            var asked = flushes.ToList();
            notes.Clear();
            flushes.Clear();
            return (said, lost, asked, isStopping);
        }

        static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
