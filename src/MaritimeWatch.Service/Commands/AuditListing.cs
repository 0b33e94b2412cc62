using System.CommandLine;
using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Simulator.Evaluation;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;

namespace MaritimeWatch.Service.Commands;

/// <summary><c>audit list</c> and <c>audit show</c>: what the log says, for people and for programs.</summary>
internal static class AuditListing
{
    private const int Page = 1_000;

    public static Command List(Option<string> store)
    {
        var from = new Option<string?>("--from") { Description = "made at this time or later, RFC 3339 UTC, e.g. 2024-11-17T00:00:00Z", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "made before this time", HelpName = "TIME" };
        var actor = new Option<string?>("--actor") { Description = "who; 'system' for the service itself", HelpName = "NAME" };
        var action = new Option<string?>("--action") { Description = "what, e.g. desk.closed; with a final dot all that begins so, e.g. access.", HelpName = "ACTION" };
        var subject = new Option<string?>("--subject") { Description = "to what, e.g. an alert's id", HelpName = "SUBJECT" };
        var limit = new Option<int>("--limit") { Description = "the newest so many, 1 to 1000000", HelpName = "N", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "one JSON object a line instead of a table" };
        var command = new Command("list", "The newest entries that fit, the oldest of them first.") { store, from, to, actor, action, subject, limit, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(limit) is not null && result.GetValue(limit) is not (>= 1 and <= 1_000_000))
            {
                result.AddError("--limit must be between 1 and 1000000");
            }
        });
        command.SetAction((parsed, interrupted) =>
        {
            var filter = new AuditFilter
            {
                From = EventTime.Parse(parsed.GetValue(from), "--from"),
                Until = EventTime.Parse(parsed.GetValue(to), "--to"),
                Actor = parsed.GetValue(actor),
                Action = parsed.GetValue(action),
                Subject = parsed.GetValue(subject),
            };
            using var opened = AuditCommand.Open(parsed.GetValue(store)!);
            var found = Newest(opened.Audit, filter, parsed.GetValue(limit), interrupted);
            if (parsed.GetValue(json))
            {
                found.ForEach(entry => Console.Out.WriteLine(AuditJson.ToJson(entry)));
            }
            else
            {
                Console.Out.Write(TextTable(found));
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    public static Command Show(Option<string> store)
    {
        var number = new Argument<long>("N") { Description = "the entry's number" };
        var json = new Option<bool>("--json") { Description = "as one JSON object, with the canonical bytes in hexadecimal" };
        var command = new Command("show", "One entry with its hashes, the alert event or transition it takes in, and the checkpoint that covers it.") { number, store, json };
        command.SetAction((parsed, _) =>
        {
            using var opened = AuditCommand.Open(parsed.GetValue(store)!);
            var wanted = parsed.GetValue(number);
            try
            {
                if (opened.Audit.Find(wanted) is not { } entry)
                {
                    throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"there is no entry {wanted}; the last is {opened.Audit.Head.Number}"));
                }

                Console.Out.WriteLine(parsed.GetValue(json) ? AuditJson.ToJson(entry, withBytes: true) : Text(entry, opened.Audit.Prove(wanted)));
            }
            catch (Exception failure) when (failure is StoreException or AuditProofTooLongException)
            {
                throw new CommandFailedException(failure.Message);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static List<AuditEntry> Newest(SqliteAudit log, AuditFilter filter, int limit, CancellationToken interrupted)
    {
        var found = new List<AuditEntry>();
        try
        {
            for (var before = long.MaxValue; before > 0 && found.Count < limit;)
            {
                interrupted.ThrowIfCancellationRequested();
                var page = log.List(filter, before, Math.Min(Page, limit - found.Count));
                found.AddRange(page.Entries);
                before = page.Before;
            }
        }
        catch (StoreException failure)
        {
            throw new CommandFailedException(failure.Message);
        }

        found.Reverse();
        return found;
    }

    private static string TextTable(List<AuditEntry> entries) => TextColumns.Of(
        ["number", "time", "action", "actor", "client", "subject", "outcome", "detail"],
        [.. entries.Select(entry => new[]
        {
            entry.Number.ToString(CultureInfo.InvariantCulture), entry.Record.Time.ToString(), entry.Record.Action, Cell(entry.Record.Actor), Cell(entry.Record.Client), Cell(entry.Record.Subject),
            Cell(entry.Record.Outcome), Cell(Short(entry.Record.Detail)),
        })]);

    private static string Text(AuditEntry entry, AuditProof proof)
    {
        var record = entry.Record;
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"number     {entry.Number}"),
            $"time       {record.Time}",
            $"action     {record.Action}",
            $"actor      {Cell(record.Actor)}",
            $"client     {Cell(record.Client)}",
            $"subject    {Cell(record.Subject)}",
            $"outcome    {Cell(record.Outcome)}",
            $"detail     {Cell(record.Detail)}",
            string.Create(CultureInfo.InvariantCulture, $"sequence   {(entry.Sequence is { } sequence ? sequence : "-")}"),
            $"content    {Hex(entry.Content)}",
            $"standing   {Hex(entry.Standing)}",
            $"previous   {Hex(proof.PreviousHash)}",
            $"hash       {Hex(entry.Hash)}",
            proof.Checkpoint is { } checkpoint
                ? string.Create(CultureInfo.InvariantCulture, $"signed     {checkpoint.Time}, with key {checkpoint.Key}, in the checkpoint of entry {checkpoint.Number}")
                : "signed     not yet",
        ];
        if (!AuditEntry.HashAfter(proof.PreviousHash, entry.Digest()).AsSpan().SequenceEqual(entry.Hash))
        {
            lines.Add("CHANGED    the entry does not fit its hash; 'maritimewatch audit verify' tells more");
        }

        return string.Join('\n', lines);
    }

    private static string Hex(byte[]? hash) => hash is null ? "-" : Convert.ToHexStringLower(hash);

    private static string Short(string detail) => detail.Length <= 80 ? detail : detail[..79] + "…";

    private static string Cell(string text) => text.Length == 0 ? "-" : AlertText.Clean(text);
}
