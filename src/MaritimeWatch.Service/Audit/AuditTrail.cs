using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Audit;

/// <summary>The way into the audit log for everything but alerts and what is done about them, which the store enters by itself.</summary>
/// <remarks>
/// What is noted never blocks its caller: it waits in memory, bounded, and is written by <see cref="RunAsync"/>; beyond the bound it is counted, and the count
/// becomes an entry. What must not happen unrecorded is appended and awaited instead.
/// </remarks>
/// <param name="clock">The time of what is noted.</param>
/// <param name="log">Told once when something fails, and when it does no more.</param>
/// <param name="tell">Gets a sentence for a person while the log is not kept as it should be, and null when that is over.</param>
internal sealed class AuditTrail(TimeProvider clock, ILogger log, Action<string?>? tell = null)
{
    /// <summary>How details are written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // The detail is a value of its own, in no HTML: quotes of names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Entries that wait for the disk at most.</summary>
    public const int MostWaiting = 10_000;

    /// <summary>Entries of a transaction at most: an alert that comes meanwhile does not wait for more.</summary>
    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly FoldedActs folded = new();
    private readonly TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<AuditRecord> waiting = [];
    private List<AuditRecord> beingWritten = [];
    private long givenUp;
    private string? trouble;
    private SqliteAudit? chain;
    private AuditSigning? signing;

    /// <summary>The time of an act that happens now.</summary>
    public Instant Now => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>What signs, once the store is open.</summary>
    public AuditSigning Signing => signing ?? throw new InvalidOperationException("the audit log is not open yet");

    /// <summary>Entries that wait to be written.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count + beingWritten.Count;
            }
        }
    }

    /// <summary>Says where the log is; what was noted before waits until then.</summary>
    public void Open(SqliteAudit store, AuditSigning keys) => (chain, signing) = (store, keys);

    /// <summary>Notes an act; returns at once.</summary>
    /// <param name="action">See <see cref="AuditActions"/>.</param>
    /// <param name="actor">Who; <see cref="AuditRecord.System"/> for the service.</param>
    /// <param name="client">From where, see <see cref="AuditClient"/>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="outcome"><c>done</c>, or why not.</param>
    /// <param name="detail">Becomes a JSON object; null for none.</param>
    public void Note(string action, string actor, string client, string subject, string outcome = AuditRecord.Done, object? detail = null)
    {
        var record = Record(action, actor, client, subject, outcome, detail);
        lock (gate)
        {
            if (waiting.Count + beingWritten.Count >= MostWaiting)
            {
                givenUp++;
                return;
            }

            waiting.Add(record);
        }
    }

    /// <summary>Notes an act that may come in floods: the same within a minute is one entry with a count.</summary>
    public void NoteFolded(string action, string actor, string client, string subject, string outcome) => folded.Add(Record(action, actor, client, subject, outcome, null));

    /// <summary>Appends an act; done when it is durable. For what must not happen unrecorded.</summary>
    /// <returns>Where it stands in the chain.</returns>
    /// <exception cref="StoreException">The store cannot be written at present: then it must not happen.</exception>
    public Task<AuditHead> AppendAsync(string action, string actor, string client, string subject, string outcome = AuditRecord.Done, object? detail = null) =>
        (chain ?? throw new InvalidOperationException("the audit log is not open yet")).AppendAsync(Record(action, actor, client, subject, outcome, detail));

    /// <summary>Writes what is noted and signs checkpoints, until <see cref="StopAsync"/>.</summary>
    public async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Tick, clock);
        do
        {
            await WriteAsync(isLast: false);
        }
        while (await Task.WhenAny(timer.WaitForNextTickAsync().AsTask(), ending.Task) != ending.Task);
        await WriteAsync(isLast: true);
    }

    /// <summary>Lets <see cref="RunAsync"/> write everything, sign it and end. A disk that refuses is not waited for.</summary>
    /// <param name="running">The task of <see cref="RunAsync"/>.</param>
    public async Task StopAsync(Task running)
    {
        ending.TrySetResult();
        if (chain is not null && await Task.WhenAny(running, chain.Refusal) != running)
        {
            log.LogError("audit: {Count} entries could not be written", Waiting);
        }
    }

    /// <summary>Writes what is noted; what was folded where its minute is over; and a checkpoint where one is due. What fails is told and tried again at the next time.</summary>
    public async Task WriteAsync(bool isLast)
    {
        await writing.WaitAsync();
        try
        {
            Gather(isLast);
            await WriteGatheredAsync();
            await Signing.SignIfDueAsync(Now, isLast);
            Told(null);
        }
        catch (StoreException failure)
        {
            // Too much waits, or the store is closed: it is tried again, for as long as there is a next time.
            log.LogDebug("audit: {Reason}", failure.Message);
        }
        catch (Exception failure)
        {
            // Whatever it is, e.g. a key file that cannot be read: the log goes on, and people are told.
            Told(failure);
        }
        finally
        {
            writing.Release();
        }
    }

    private void Gather(bool isLast)
    {
        var complete = folded.Take(isLast ? Instant.MaxValue : Now);
        lock (gate)
        {
            beingWritten.AddRange(waiting);
            waiting = [];
            var room = Math.Max(0, MostWaiting - beingWritten.Count);
            beingWritten.AddRange(complete.Take(room));
            givenUp += Math.Max(0, complete.Count - room);
        }
    }

    private async Task WriteGatheredAsync()
    {
        while (beingWritten.Count > 0)
        {
            var piece = beingWritten[..Math.Min(beingWritten.Count, MostAtOnce)];
            await chain!.AppendPatientlyAsync(piece);
            lock (gate)
            {
                beingWritten.RemoveRange(0, piece.Count);
            }
        }

        long count;
        lock (gate)
        {
            (count, givenUp) = (givenUp, 0);
        }

        if (count == 0)
        {
            return;
        }

        try
        {
            await chain!.AppendPatientlyAsync([Record(AuditActions.Overflow, AuditRecord.System, "", "entries", "too many waited for the disk", new { count })]);
        }
        catch
        {
            lock (gate)
            {
                givenUp += count;
            }

            throw;
        }
    }

    private void Told(Exception? failure)
    {
        if (trouble == failure?.Message)
        {
            return;
        }

        trouble = failure?.Message;
        if (failure is null)
        {
            log.LogInformation("audit: the log is written and signed again");
        }
        else
        {
            log.LogError(failure, "audit: the log is not written and signed as it should be: {Reason}; it is tried again every second", failure.Message);
        }

        tell?.Invoke(failure is null ? null : $"the audit log is not written and signed as it should be: {failure.Message}");
    }

    private AuditRecord Record(string action, string actor, string client, string subject, string outcome, object? detail) => new(Now, action, Cut(actor, 300), Cut(subject, 1_000))
    {
        Client = Cut(client, 300),
        Outcome = Cut(outcome, 300),
        Detail = detail is null ? "" : Bounded(JsonSerializer.Serialize(detail, Json)),
    };

    private static string Bounded(string json) => json.Length <= 65_536 ? json : "{\"left_out\":\"the detail was too long\"}";

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
