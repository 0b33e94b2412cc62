using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Finds any change of the audit log and of the alerts that it covers; on a store in use or on a copy. Writes nothing, and trusts no trigger and no index.</summary>
public static class AuditVerification
{
    /// <summary>Verifies the log.</summary>
    /// <param name="store">Opened in any way.</param>
    /// <param name="options">What it is held against.</param>
    /// <param name="progress">Gets entries done and entries to do; called by several threads.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="StoreException">The store cannot be read at all, or is of a version without an audit log.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static AuditReport Run(SqliteStore store, AuditVerificationOptions options, Action<long, long>? progress = null, CancellationToken cancellation = default)
    {
        var log = store.Audit;
        var (head, lastSequence) = log.Read(reader => SqliteSchema.HasAudit(reader) ? Ends(reader) : throw new StoreException(StoreFault.NoAudit, store.Path));
        var first = options.Newest is { } newest ? Math.Max(1, head.Number - newest + 1) : 1;
        var findings = new FindingList();
        var scan = new AuditScan(log, first, head, lastSequence, findings);
        var standing = new StandingCheck(log, findings);
        List<Action> work = [.. Enumerable.Repeat<Action>(() => scan.Run(() => progress?.Invoke(scan.Entries, head.Number - first + 1), cancellation), options.Threads)];
        if (first == 1 && options.Newest is null)
        {
            work.Add(() => standing.Run(cancellation));
            work.Add(() => { if (options.WithPages) { standing.CheckPages(cancellation); } });
        }

        RunAll(work, findings);
        Guarded(scan.Join, findings);
        if (first == 1 && scan.Entries == 0)
        {
            findings.Add(0, "there is no entry: a store begins with one");
        }

        var signatures = new SignatureCheck(log, head, options.Keys.Count > 0 || first == 1 ? options.Keys : KeysBefore(log, first), findings);
        var isUnfinished = false;
        Guarded(() => signatures.CheckInside(scan.Signed), findings);
        if (options.Checkpoints is { } lines)
        {
            Guarded(() => isUnfinished = signatures.CheckOutside(lines), findings);
        }

        if (first == 1 && options.Newest is null)
        {
            Guarded(() => signatures.CheckWhatIsUnsigned(options.Keys.Count > 0, scan.Runs), findings);
        }

        return new AuditReport
        {
            Findings = findings.InOrder(),
            FindingsTotal = findings.Total,
            Entries = scan.Entries,
            Rows = scan.Rows,
            Head = head,
            First = scan.FirstTime,
            Signed = signatures.Signed,
            Outside = options.Checkpoints is null ? null : signatures.Outside,
            CoveredInside = signatures.CoveredInside,
            CoveredOutside = signatures.CoveredOutside,
            Unchecked = [.. Unchecked(options, head, first, signatures, isUnfinished)],
        };
    }

    private static IEnumerable<string> Unchecked(AuditVerificationOptions options, AuditHead head, long first, SignatureCheck signatures, bool isUnfinished)
    {
        if (first > 1)
        {
            yield return FormattableString.Invariant($"the entries before {first}, and how the alerts stand");
        }

        if (options.Keys.Count == 0)
        {
            yield return "whether the log's own key is the right one: give it with --key, from where nobody who can write the store can change it";
        }

        if (options.Checkpoints is null)
        {
            yield return "whether the end of the log was cut off: give the file of checkpoints with --checkpoints";
        }
        else if (signatures.CoveredOutside < head.Number)
        {
            yield return FormattableString.Invariant($"whether something was cut off after entry {signatures.CoveredOutside}, the last that a checkpoint outside covers ({head.Number - signatures.CoveredOutside} entries are there)");
        }

        if (head.Number > signatures.Covered)
        {
            yield return FormattableString.Invariant($"whether the entries after {signatures.Covered} are the service's own: no signature covers them ({head.Number - signatures.Covered} entries)");
        }

        if (isUnfinished)
        {
            yield return "the last line of the checkpoints: it is unfinished, as a crash leaves it";
        }

        if (!options.WithPages && first == 1)
        {
            yield return "the indexes of the tables";
        }
    }

    private static (AuditHead Head, long LastSequence) Ends(SqliteConnection reader)
    {
        // One statement, so that both are of the same moment.
        using var ends = new RowCursor(reader, $"SELECT number, hash, time, ({SqliteSchema.Newest}) FROM (SELECT 1) LEFT JOIN audit_entry ORDER BY number DESC LIMIT 1");
        return !ends.Step() || ends.Kind(0) != RowCursor.Integer
            ? (AuditHead.None, long.MaxValue)
            : (new AuditHead(ends.Number(0), ends.Bytes(1).ToArray(), new Instant(ends.Number(2))), ends.Number(3));
    }

    /// <summary>For the newest entries alone: the keys that came into force before them are believed.</summary>
    private static List<AuditPublicKey> KeysBefore(SqliteAudit log, long first) =>
        [.. log.Keys().Where(entry => entry.Number < first).Select(SignatureCheck.KeyOf).OfType<AuditPublicKey>()];

    private static void Guarded(Action part, FindingList findings)
    {
        try
        {
            part();
        }
        catch (StoreException failure)
        {
            findings.Add(0, failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not OutOfMemoryException)
        {
            // A store that was made to break the verification gets its verdict too.
            findings.Add(0, $"a part of it cannot be verified: {failure.Message}");
        }
    }

    private static void RunAll(List<Action> work, FindingList findings)
    {
        try
        {
            Task.WaitAll([.. work.Select(part => Task.Factory.StartNew(() => Guarded(part, findings), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
        }
        catch (AggregateException failures)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException) ?? failures.InnerExceptions[0]);
        }
    }
}
