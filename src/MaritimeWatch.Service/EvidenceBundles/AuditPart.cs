using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The audit entries of an alert, with what shows that they stand in the chain.</summary>
internal static class AuditPart
{
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
                var proof = audit.Prove(entry.Number);
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
        var chain = JsonSerializer.Serialize(new AuditChain(label, segments), Options) + "\n";
        return (
            new BundleAudit(entries.Count, covered),
            [
                new BundleFile(BundleNames.AuditEntries, Encoding.UTF8.GetBytes(lines), "audit log entries of the alert, one JSON object a line"),
                new BundleFile(BundleNames.AuditChain, Encoding.UTF8.GetBytes(chain), "hashes that lead from those entries to signed checkpoints of the audit log"),
            ]);
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

        if (read is null || proof?.Segments is null)
        {
            yield return new BundleProblem(BundleNames.AuditEntries, "cannot be read as audit entries with their chain");
            yield break;
        }

        if (proof.Tlp != label)
        {
            yield return new BundleProblem(BundleNames.AuditChain, $"is not marked {label}");
        }

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

    private sealed record AuditChain(string Tlp, IReadOnlyList<AuditSegment> Segments);
}
