using System.Globalization;
using System.Runtime.ExceptionServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Audit;

/// <summary>Signs the chain: every so many entries, every so often, and at the end of the service; changes keys when a new one waits.</summary>
internal sealed class AuditSigning : EvidenceBundles.IBundleSigner, IDisposable
{
    private readonly SqliteAudit chain;
    private readonly AuditSettings settings;
    private readonly AuditKeyFiles files;
    private readonly string checkpoints;
    private readonly ILogger log;
    private readonly bool isMade;
    private volatile AuditSigningKey key;
    private AuditCheckpoint? toWriteOutside;
    private bool isOutsideChecked;
    private bool isPrepared;
    private bool isOutsideRefused;
    private long covered;
    private long lastOwnEntry;
    private Instant signedAt = Instant.MinValue;

    /// <exception cref="InvalidDataException">A key file holds no key.</exception>
    /// <exception cref="IOException">A key file cannot be read or made.</exception>
    public AuditSigning(SqliteAudit chain, AuditSettings settings, StoreSettings store, ILogger log)
    {
        (this.chain, this.settings, this.log) = (chain, settings, log);
        checkpoints = settings.CheckpointsOf(store);
        files = new AuditKeyFiles(settings.KeyOf(store), settings.PublicKeyOf(store));
        key = files.ReadOrMake(out isMade);
        files.Publish(key.Public);
        covered = chain.NewestCheckpoint()?.Number ?? 0;
    }

    /// <summary>The key that everybody may know.</summary>
    public AuditPublicKey PublicKey => key.Public;

    /// <summary>The newest checkpoint outside the store, or null.</summary>
    public AuditCheckpoint? NewestOutside()
    {
        try
        {
            return CheckpointFile.Newest(checkpoints);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Signs bytes, e.g. the manifest of an evidence bundle: ECDSA on P-256 with SHA-256, DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => key.Sign(bytes);

    /// <summary>Signs where it is due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isLast">Whether the service ends: then whatever is new is signed.</param>
    /// <exception cref="Storage.StoreException">The store was closed.</exception>
    /// <exception cref="IOException">A key that waits cannot be read or taken over; what was due is signed with the key in force.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    /// <exception cref="InvalidDataException">The file of a key that waits holds none; as before.</exception>
    public async Task SignIfDueAsync(Instant now, bool isLast)
    {
        if (!isPrepared)
        {
            if (!isOutsideChecked)
            {
                await CheckOutsideAsync(now);
                isOutsideChecked = true;
            }

            TakeOverEntered();
            await EnterKeyAsync(now);
            isPrepared = true;
        }

        var failure = await TryToChangeKeyAsync(now);
        WriteOutside();
        var head = chain.Head;
        var isNew = head.Number > lastOwnEntry;
        if (isNew && (isLast || head.Number - covered >= settings.CheckpointEntries || now < signedAt || now - signedAt >= settings.CheckpointInterval || signedAt == Instant.MinValue))
        {
            await SignAsync(head, now);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose() => key.Dispose();

    private async Task SignAsync(AuditHead head, Instant now)
    {
        var checkpoint = AuditCheckpoint.Sign(head, now, key);
        var entered = await chain.AppendPatientlyAsync(
            [new AuditRecord(now, AuditActions.Checkpoint, AuditRecord.System, head.Number.ToString(CultureInfo.InvariantCulture)) { Detail = checkpoint.ToJson() }]);
        (covered, lastOwnEntry, signedAt) = (head.Number, entered.Number, now);
        log.LogInformation("audit: checkpoint {Checkpoint}", checkpoint.ToJson());
        toWriteOutside = checkpoint;
        WriteOutside();
    }

    private void WriteOutside()
    {
        if (toWriteOutside is null)
        {
            return;
        }

        try
        {
            CheckpointFile.Append(checkpoints, toWriteOutside);
            toWriteOutside = null;
            isOutsideRefused = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The newest is kept and tried again; it covers those before it.
            if (!isOutsideRefused)
            {
                log.LogError("audit: the checkpoint cannot be appended to {File}: {Reason}", checkpoints, failure.Message);
            }

            isOutsideRefused = true;
        }
    }

    /// <summary>The key's entry, where the chain does not have it yet. One that follows another without its signature says so: somebody took the old one away.</summary>
    private async Task EnterKeyAsync(Instant now)
    {
        var known = chain.Keys();
        if (known.Count == 0 || known[^1].Record.Subject != key.Public.Id)
        {
            await chain.AppendPatientlyAsync([KeyEntry(now, key.Public, null, known.Count == 0 ? AuditRecord.Done : "the key before is not there to sign it")]);
            if (known.Count > 0)
            {
                log.LogError("audit: the log was signed by key {Old}, whose file is gone; key {New} signs from now on, and the verification will say that nobody vouches for it", known[^1].Record.Subject, key.Public.Id);
            }
        }

        if (isMade)
        {
            log.LogInformation("audit: a new key {Key} signs the log", key.Public.Id);
        }
    }

    /// <summary>A key that cannot come into force must not keep the one that is from signing.</summary>
    private async Task<Exception?> TryToChangeKeyAsync(Instant now)
    {
        try
        {
            await ChangeKeyAsync(now);
            return null;
        }
        catch (Exception failure) when (failure is not Storage.StoreException)
        {
            return failure;
        }
    }

    private async Task ChangeKeyAsync(Instant now)
    {
        if (files.Next() is not { } next)
        {
            return;
        }

        files.Publish(next.Public);
        if (chain.Newest(AuditActions.Key)?.Record.Subject != next.Public.Id)
        {
            await chain.AppendPatientlyAsync([KeyEntry(now, next.Public, key, AuditRecord.Done)]);
        }

        TakeOver(next);
    }

    /// <summary>After a crash between the entry of a new key and its file taking the old one's place: the entry is there already.</summary>
    private void TakeOverEntered()
    {
        if (chain.Newest(AuditActions.Key)?.Record.Subject is { } newest && newest != key.Public.Id && files.Next() is { } next && next.Public.Id == newest)
        {
            TakeOver(next);
        }
    }

    private void TakeOver(AuditSigningKey next)
    {
        files.Succeed();

        // The old one is left to the collector: somebody may be signing with it.
        key = next;
        log.LogInformation("audit: key {Key} signs the log from now on", key.Public.Id);
    }

    private static AuditRecord KeyEntry(Instant now, AuditPublicKey entered, AuditSigningKey? signer, string outcome) => new(now, AuditActions.Key, AuditRecord.System, entered.Id)
    {
        Outcome = outcome,
        Detail = System.Text.Json.JsonSerializer.Serialize(
            new
            {
                @public = Convert.ToBase64String(entered.Info),
                previous = signer?.Public.Id,
                signature = signer is null ? null : Convert.ToBase64String(signer.Sign(AuditSigningKey.Statement(entered))),
            },
            AuditTrail.Json),
    };

    /// <summary>Holds the log against the newest checkpoint outside: one that was cut short or made anew is told at once.</summary>
    private async Task CheckOutsideAsync(Instant now)
    {
        try
        {
            if (CheckpointFile.Newest(checkpoints) is { } outside && Convert.ToHexStringLower(chain.Find(outside.Number)?.Hash ?? []) != outside.Hash)
            {
                log.LogError(
                    "audit: the checkpoint file {File} covers entry {Number} with another hash than the store has, or the store ends before it: the log was changed, or the store is another one; 'maritimewatch audit verify' tells more",
                    checkpoints, outside.Number);
                await chain.AppendPatientlyAsync(
                    [new AuditRecord(now, AuditActions.Mismatch, AuditRecord.System, outside.Number.ToString(CultureInfo.InvariantCulture)) { Outcome = "the checkpoint outside does not fit", Detail = outside.ToJson() }]);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.LogError("audit: the checkpoint file {File} cannot be read: {Reason}", checkpoints, failure.Message);
        }
    }
}
