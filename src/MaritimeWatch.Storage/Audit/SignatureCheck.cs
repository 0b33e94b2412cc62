namespace MaritimeWatch.Storage.Audit;

/// <summary>Holds the log against the signatures of its checkpoints, those within it and those outside.</summary>
internal sealed class SignatureCheck
{
    private readonly SqliteAudit store;
    private readonly AuditHead head;
    private readonly FindingList findings;
    private readonly bool believesFirst;
    private readonly Dictionary<string, AuditPublicKey> believed;

    /// <param name="store">The log.</param>
    /// <param name="head">Its end.</param>
    /// <param name="keys">Those that are believed; none to believe the log's first.</param>
    /// <param name="findings">What is wrong.</param>
    public SignatureCheck(SqliteAudit store, AuditHead head, IReadOnlyList<AuditPublicKey> keys, FindingList findings)
    {
        (this.store, this.head, this.findings) = (store, head, findings);
        believesFirst = keys.Count == 0;
        believed = keys.DistinctBy(key => key.Id).ToDictionary(key => key.Id);
    }

    /// <summary>Checkpoints within the log that hold.</summary>
    public int Signed { get; private set; }

    public long CoveredInside { get; private set; }

    /// <summary>Checkpoints outside that hold.</summary>
    public int Outside { get; private set; }

    public long CoveredOutside { get; private set; }

    /// <summary>The last entry that any signature covers, or 0.</summary>
    public long Covered => Math.Max(CoveredInside, CoveredOutside);

    /// <summary>Entries of keys in the log.</summary>
    public int Keys { get; private set; }

    /// <summary>What no signature tells because it was taken away: for a log that is gone along from its beginning.</summary>
    /// <param name="areKeysGiven">Whether keys were given: then something must be signed with one of them.</param>
    /// <param name="runs">Starts and stops of the service, in their order.</param>
    public void CheckWhatIsUnsigned(bool areKeysGiven, IReadOnlyList<(long Number, bool IsStart)> runs)
    {
        if (areKeysGiven && Keys == 0)
        {
            findings.Add(0, "no key was ever entered: a service enters its key as it starts, so entries were taken out or nothing of this is its own");
        }

        if (areKeysGiven && Signed + Outside == 0)
        {
            findings.Add(0, "no signature with a key that is believed covers anything");
        }

        for (var run = runs.Count - 1; run > 0 && runs[run].Number > Covered; run--)
        {
            if (runs[run].IsStart && !runs[run - 1].IsStart)
            {
                findings.Add(runs[run].Number, "the service started after an orderly stop, and no signature covers that: it signs when it stops and within a second of its start, so entries were taken out or forged, unless it starts just now or was killed in that second");
            }
        }
    }

    /// <summary>Checks the keys and checkpoints of the log, in their order.</summary>
    public void CheckInside(IEnumerable<AuditEntry> signed)
    {
        foreach (var entry in signed)
        {
            if (entry.Record.Action == AuditActions.Key)
            {
                Keys++;
                CheckKey(entry);
            }
            else if (AuditCheckpoint.TryParse(entry.Record.Detail) is not { } checkpoint || checkpoint.Number >= entry.Number)
            {
                findings.Add(entry.Number, "it is no checkpoint");
            }
            else if (Problem(checkpoint) is { } problem)
            {
                findings.Add(entry.Number, $"the checkpoint of entry {checkpoint.Number} {problem}");
            }
            else
            {
                Signed++;
                CoveredInside = Math.Max(CoveredInside, checkpoint.Number);
            }
        }
    }

    /// <summary>Checks the lines of a file outside.</summary>
    /// <returns>Whether the last line is unfinished: a crash may have done that.</returns>
    public bool CheckOutside(IEnumerable<string> lines)
    {
        var (line, unread, read) = (0, 0, 0);
        foreach (var text in lines)
        {
            line++;
            if (unread > 0)
            {
                findings.Add(0, $"line {unread} of the checkpoints is none");
                unread = 0;
            }

            if (AuditCheckpoint.TryParse(text) is not { } checkpoint)
            {
                unread = line;
            }
            else if (++read > 0 && Problem(checkpoint) is { } problem)
            {
                findings.Add(Math.Min(checkpoint.Number, head.Number + 1), $"the checkpoint outside, line {line}, that covers entry {checkpoint.Number} {problem}");
            }
            else
            {
                Outside++;
                CoveredOutside = Math.Max(CoveredOutside, checkpoint.Number);
            }
        }

        if (read == 0)
        {
            findings.Add(0, "there is no checkpoint among the checkpoints outside: a service writes one within a second of its first start");
        }

        return unread > 0;
    }

    private string? Problem(AuditCheckpoint checkpoint)
    {
        if (!believed.TryGetValue(checkpoint.Key, out var key))
        {
            return $"is signed by key {checkpoint.Key}, which nobody vouches for";
        }

        if (!checkpoint.IsSignedBy(key))
        {
            return "has a signature that does not hold";
        }

        if (checkpoint.Number > head.Number)
        {
            return $"lies behind the end of the log, entry {head.Number}: the log was cut short";
        }

        return store.HashOf(checkpoint.Number) is not { } hash ? "covers an entry that is missing"
            : Convert.ToHexStringLower(hash) != checkpoint.Hash ? "has another hash: that entry or one before it was changed"
            : null;
    }

    private void CheckKey(AuditEntry entry)
    {
        if (Read(entry.Record) is not { Key: var key } statement)
        {
            findings.Add(entry.Number, "it holds no key");
            return;
        }

        if (believed.ContainsKey(key.Id))
        {
            return;
        }

        if (believesFirst && believed.Count == 0)
        {
            believed[key.Id] = key;
            return;
        }

        if (statement.Previous is { } previous && believed.TryGetValue(previous, out var signer) && statement.IsSignedBy(signer))
        {
            believed[key.Id] = key;
            return;
        }

        findings.Add(entry.Number, $"nobody vouches for key {key.Id}: no key before has signed it, and it is none of those given");
    }

    /// <summary>The key of an entry, or null.</summary>
    public static AuditPublicKey? KeyOf(AuditEntry entry) => Read(entry.Record)?.Key;

    private static AuditKeyStatement? Read(AuditRecord record) => AuditKeyStatement.TryParse(record.Detail) is { } statement && statement.Key.Id == record.Subject ? statement : null;
}
