using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The audit entries of an alert, with what shows that they stand in the chain.</summary>
internal static class AuditPart
{
    private const int MostKeys = 1_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>The two files, and how far a signature covers them.</summary>
    public static (BundleAudit Summary, IEnumerable<BundleFile> Files) Write(SqliteAudit audit, string alertId, IReadOnlyList<StoredAlert> history, string label)
    {
        // What was entered after the history was read belongs to the next export.
        var payloads = history.ToDictionary(stored => stored.Sequence, stored => stored.Payload);
        var entries = audit.OfAlert(alertId).Where(entry => entry.Sequence is { } sequence && payloads.ContainsKey(sequence)).ToList();
        if (entries.Count == 0)
        {
            return (new BundleAudit(0, 0), []);
        }

        // Entries that the same checkpoint covers share a piece of the chain, from the first of them on.
        var segments = new List<AuditSegment>();
        var covered = 0;
        var end = 0L;
        foreach (var entry in entries)
        {
            if (entry.Number > end)
            {
                var proof = Prove(audit, entry.Number, SqliteAudit.MostProved - segments.Sum(segment => segment.Digests.Count));
                segments.Add(new AuditSegment(
                    entry.Number,
                    Convert.ToHexStringLower(proof.PreviousHash),
                    [Convert.ToHexStringLower(entry.Digest()), .. proof.FollowingDigests.Select(Convert.ToHexStringLower)],
                    proof.Checkpoint?.ToJson()));
                end = entry.Number + proof.FollowingDigests.Count;
            }

            covered += segments[^1].Checkpoint is null ? 0 : 1;
        }

        var requests = AuditedRows.RequestIds(audit, alertId);
        var lines = string.Concat(entries.Select(entry => JsonSerializer.Serialize(
            AuditEntryLine.Of(entry, payloads.GetValueOrDefault(entry.Sequence ?? 0), requests.GetValueOrDefault(entry.Sequence ?? 0)), Options) + "\n"));

        // After a change of keys the bundle is signed with another than some of its checkpoints: each vouches for the next.
        var keys = audit.Keys().TakeLast(MostKeys).Select(entry => entry.Record.Detail).ToList();
        var chain = JsonSerializer.Serialize(new AuditChain(label, segments, keys.Count > 1 ? keys : null), Options) + "\n";
        return (
            new BundleAudit(entries.Count, covered),
            [
                new BundleFile(BundleNames.AuditEntries, Encoding.UTF8.GetBytes(lines), "audit log entries of the alert, one JSON object a line"),
                new BundleFile(BundleNames.AuditChain, Encoding.UTF8.GetBytes(chain), "hashes that lead from those entries to signed checkpoints of the audit log"),
            ]);
    }

    private static AuditProof Prove(SqliteAudit audit, long number, int most)
    {
        try
        {
            return audit.Prove(number, Math.Max(0, most));
        }
        catch (AuditProofTooLongException failure)
        {
            throw new BundleRefusedException(BundleRefusedException.TooMuch, $"the audit chain of this alert does not fit into a bundle: {failure.Message}");
        }
    }

    /// <summary>The keys that checkpoints may be signed with: those at hand, and those that vouched for one of them.</summary>
    private static List<AuditPublicKey> WithThoseBefore(IReadOnlyList<AuditPublicKey> keys, IReadOnlyList<string>? told)
    {
        var known = keys.DistinctBy(key => key.Id).ToDictionary(key => key.Id);
        var statements = (told ?? []).Take(MostKeys).Select(line => AuditKeyStatement.TryParse(line ?? "")).OfType<AuditKeyStatement>().ToList();
        var before = statements.DistinctBy(statement => statement.Key.Id).ToDictionary(statement => statement.Key.Id, statement => statement.Key);

        // The newest first: who signed a key that is known is known.
        foreach (var statement in Enumerable.Reverse(statements))
        {
            if (known.ContainsKey(statement.Key.Id) && statement.Previous is { } previous && before.TryGetValue(previous, out var signer) && statement.IsSignedBy(signer))
            {
                known.TryAdd(previous, signer);
            }
        }

        return [.. known.Values];
    }

    /// <summary>Checks the two files against each other, the history and the keys; yields what is wrong.</summary>
    public static IEnumerable<BundleProblem> Check(byte[] entries, byte[] chain, byte[] events, byte[] transitions, BundleAudit said, IReadOnlyList<AuditPublicKey> keys, string label)
    {
        List<AuditEntry>? read = null;
        List<AuditEntryLine>? lines = null;
        AuditChain? proof = null;
        try
        {
            lines = [.. Encoding.UTF8.GetString(entries).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<AuditEntryLine>(line, Options)!)];
            read = [.. lines.Select(line => line.ToEntry())];
            proof = JsonSerializer.Deserialize<AuditChain>(chain, Options);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or NullReferenceException or ArgumentException)
        {
            // Said below.
        }

        if (read is null || proof?.Segments is null || proof.Segments.Any(segment => segment is null))
        {
            yield return new BundleProblem(BundleNames.AuditEntries, "cannot be read as audit entries with their chain");
            yield break;
        }

        if (proof.Tlp != label)
        {
            yield return new BundleProblem(BundleNames.AuditChain, $"is not marked {label}");
        }

        keys = WithThoseBefore(keys, proof.Keys);
        var hashes = new Dictionary<long, (string Digest, string Hash, bool IsSigned)>();
        foreach (var segment in proof.Segments)
        {
            foreach (var problem in Walk(segment, keys, hashes))
            {
                yield return problem;
            }
        }

        foreach (var entry in read)
        {
            if (!hashes.TryGetValue(entry.Number, out var place) || place.Digest != Convert.ToHexStringLower(entry.Digest()) || place.Hash != Convert.ToHexStringLower(entry.Hash))
            {
                yield return new BundleProblem(BundleNames.AuditEntries, $"entry {entry.Number} does not stand in the chain as it is here");
            }
        }

        foreach (var problem in AuditedHistory.Check(lines!, events, transitions))
        {
            yield return problem;
        }

        if (read.Count != said.Entries || read.Count(entry => hashes.TryGetValue(entry.Number, out var place) && place.IsSigned) != said.CoveredBySignature)
        {
            yield return new BundleProblem(BundleNames.AuditEntries, "has another number of entries, or of entries under a checkpoint, than the manifest says");
        }
    }

    private static IEnumerable<BundleProblem> Walk(AuditSegment segment, IReadOnlyList<AuditPublicKey> keys, Dictionary<long, (string Digest, string Hash, bool IsSigned)> hashes)
    {
        var steps = new List<(string Digest, string Hash)>();
        var isHex = segment.Digests is not null && segment.Digests.Append(segment.PreviousHash).All(text => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower));
        if (!isHex)
        {
            yield return new BundleProblem(BundleNames.AuditChain, $"the piece from entry {segment.From} holds something that is no hash");
            yield break;
        }

        var hash = Convert.FromHexString(segment.PreviousHash);
        foreach (var digest in segment.Digests!)
        {
            hash = AuditEntry.HashAfter(hash, Convert.FromHexString(digest));
            steps.Add((digest, Convert.ToHexStringLower(hash)));
        }

        var isSigned = false;
        if (segment.Checkpoint is { } line)
        {
            var checkpoint = AuditCheckpoint.TryParse(line);
            isSigned = checkpoint is not null && checkpoint.Number == segment.From + steps.Count - 1 && steps.Count > 0 && checkpoint.Hash == steps[^1].Hash && keys.Any(checkpoint.IsSignedBy);
            if (!isSigned)
            {
                yield return new BundleProblem(
                    BundleNames.AuditChain,
                    checkpoint is not null && !keys.Any(key => key.Id == checkpoint.Key)
                        ? $"the checkpoint at entry {checkpoint.Number} is signed with key {checkpoint.Key}, which is not at hand; give the public keys of the audit log"
                        : $"the piece from entry {segment.From} does not lead to its checkpoint, or that is not signed with the key it names");
            }
        }

        for (var step = 0; step < steps.Count; step++)
        {
            hashes[segment.From + step] = (steps[step].Digest, steps[step].Hash, isSigned);
        }
    }

    /// <param name="Tlp">The marking.</param>
    /// <param name="Segments">Pieces of the chain.</param>
    /// <param name="Keys">What the audit log's entries of keys say, the oldest first; null where there was never but one.</param>
    private sealed record AuditChain(string Tlp, IReadOnlyList<AuditSegment> Segments, IReadOnlyList<string>? Keys = null);
}
