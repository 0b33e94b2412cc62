using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using MaritimeWatch.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Decides about alerts within the writer's transaction: of two people at once, the second sees what the first has done.</summary>
internal sealed class SqliteDeskWriter : IDisposable
{
    private readonly FeedNumbers numbers;
    private readonly SqliteAuditWriter audit;
    private readonly TimeProvider clock;
    private readonly SqliteCommand find;
    private readonly SqliteCommand save;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand repeated;
    private readonly SqliteCommand caused;

    public SqliteDeskWriter(SqliteConnection connection, FeedNumbers numbers, SqliteAuditWriter audit, TimeProvider clock)
    {
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
        find = connection.Prepared($"SELECT {AlertStatusRow.Columns} FROM alert_status s WHERE s.alert_id = $1", SqliteType.Text);
        save = connection.Prepared(
            $"INSERT OR REPLACE INTO alert_status VALUES ({string.Join(", ", Enumerable.Range(1, AlertStatusRow.ColumnCount).Select(column => $"${column}"))})", AlertStatusRow.Types);
        insert = connection.Prepared(
            "INSERT INTO alert_transition VALUES ($1, $2, $3, $4, $5, $6, $7)",
            SqliteType.Integer, SqliteType.Text, SqliteType.Integer, SqliteType.Text, SqliteType.Integer, SqliteType.Blob, SqliteType.Text);
        repeated = connection.Prepared(
            "SELECT sequence, action, payload, alert_id FROM alert_transition WHERE actor = $1 AND request_id = $2", SqliteType.Text, SqliteType.Text);
        caused = connection.Prepared(
            "SELECT sequence, action, payload FROM alert_transition WHERE sequence = $1 AND alert_id = $2 AND actor = $3", SqliteType.Integer, SqliteType.Text, SqliteType.Text);
    }

    private Instant Now => new(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Takes note of an event that has just been numbered: how its alert stands, the entry in the chain.</summary>
    /// <param name="alert">The event.</param>
    /// <param name="content">The hash of its row.</param>
    /// <param name="encoding">Of the transition that it may make.</param>
    /// <returns>The transition that it makes, or null.</returns>
    public AppendedTransition? Follow(AlertEvent alert, byte[] content, AlertEncoding encoding)
    {
        var time = Now;
        if (Find(alert.AlertId) is not { } row)
        {
            Enter(Save(new AlertStatusRow(alert.AlertId, alert.Sequence, alert.Sequence, 1, OperatorCycle.Appeared(alert, time) with { Changed = alert.Sequence })));
            return null;
        }

        row = row with { EventSequence = alert.Sequence, Updates = row.Updates + 1 };
        var verdict = OperatorCycle.OnEvidence(row.Status, alert, time);
        if (verdict.Action != OperatorAction.Unspecified)
        {
            Enter(null);
            return Transition(row, verdict, OperatorStatus.System, "", time, null, encoding);
        }

        var status = verdict.Status ?? row.Status;
        var isSeen = status.State != row.Status.State || status.Priority != row.Status.Priority;
        Enter(Save(row with { Status = isSeen ? status with { Changed = alert.Sequence, ChangedBy = OperatorStatus.System } : status }));
        return null;

        void Enter(byte[]? standing) =>
            audit.Append(new AuditRecord(time, AuditActions.Of(alert.State), AuditRecord.System, alert.AlertId), alert.Sequence, content, standing);
    }

    /// <summary>The transition that an event with this sequence made.</summary>
    public AppendedTransition? CausedBy(string alertId, long eventSequence)
    {
        caused.Set(0, eventSequence + 1);
        caused.Set(1, alertId);
        caused.Set(2, OperatorStatus.System);
        using var row = caused.ExecuteReader();
        return row.Read() ? Appended(row) : null;
    }

    public void Decide(DeskWrite work)
    {
        work.Answer = work.Take() ? Decided(work.Request, work.Encoding) : new DeskAnswer(DeskOutcome.Nothing);
    }

    public void Dispose()
    {
        find.Dispose();
        save.Dispose();
        insert.Dispose();
        repeated.Dispose();
        caused.Dispose();
    }

    private DeskAnswer Decided(DeskRequest request, AlertEncoding encoding)
    {
        if (Repeated(request) is { } before)
        {
            return before;
        }

        if (Find(request.AlertId) is not { } row)
        {
            return new DeskAnswer(DeskOutcome.NotFound);
        }

        if (request.Etag.Length > 0 && request.Etag != row.Status.Etag)
        {
            return new DeskAnswer(DeskOutcome.Overtaken, Status: row.Status);
        }

        var time = Now;
        var verdict = request.Command is { } command
            ? OperatorCycle.OnCommand(row.Status, command, request.Actor, time)
            : OperatorCycle.OnTime(row.Status, request.Times!, time);
        if (verdict.Refusal is { } refusal)
        {
            return new DeskAnswer(DeskOutcome.Refused, Status: row.Status, Reason: refusal);
        }

        return verdict.Action == OperatorAction.Unspecified
            ? new DeskAnswer(DeskOutcome.Nothing, Status: row.Status)
            : new DeskAnswer(DeskOutcome.Done, Transition(row, verdict, request.Actor, request.Client, time, request.RequestId.Length > 0 ? request.RequestId : null, encoding));
    }

    private DeskAnswer? Repeated(DeskRequest request)
    {
        if (request.RequestId.Length == 0)
        {
            return null;
        }

        repeated.Set(0, request.Actor);
        repeated.Set(1, request.RequestId);
        using var row = repeated.ExecuteReader();
        if (!row.Read())
        {
            return null;
        }

        var isSame = row.GetString(3) == request.AlertId && request.Command is { } command && (OperatorAction)row.GetByte(1) == ActionOf(command.Verb);
        return isSame ? new DeskAnswer(DeskOutcome.Repeated, Appended(row)) : new DeskAnswer(DeskOutcome.RequestIdTaken);
    }

    private static OperatorAction ActionOf(DeskVerb verb) => verb switch
    {
        DeskVerb.Acknowledge => OperatorAction.Acknowledged,
        DeskVerb.Assign => OperatorAction.Assigned,
        DeskVerb.Comment => OperatorAction.Commented,
        DeskVerb.Shelve => OperatorAction.Shelved,
        DeskVerb.Unshelve => OperatorAction.Unshelved,
        DeskVerb.Close => OperatorAction.Closed,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "no verb of the desk"),
    };

    private AppendedTransition Transition(AlertStatusRow row, in DeskVerdict verdict, string actor, string client, Instant time, string? requestId, AlertEncoding encoding)
    {
        var status = verdict.Status! with { Changed = numbers.Next, ChangedBy = actor };
        var transition = new AlertTransition(numbers.Next, row.AlertId, verdict.Action, actor, time, verdict.Cause, status);
        var payload = encoding.Transition(transition);
        insert.Set(0, transition.Sequence);
        insert.Set(1, transition.AlertId);
        insert.Set(2, (long)transition.Action);
        insert.Set(3, transition.Actor);
        insert.Set(4, transition.Time.UnixMilliseconds);
        insert.Set(5, payload);
        insert.Set(6, requestId);
        insert.ExecuteNonQuery();
        numbers.Take();
        var content = ChainedRows.Hash(audit.Bytes, ChainedRows.Transition, insert);
        var standing = Save(row with { Updates = row.Updates + 1, Status = status });
        audit.Append(new AuditRecord(time, AuditActions.Of(transition.Action), actor, row.AlertId) { Client = client }, transition.Sequence, content, standing);
        return new AppendedTransition(transition.Sequence, transition.Action, payload);
    }

    private AlertStatusRow? Find(string alertId)
    {
        find.Set(0, alertId);
        using var row = find.ExecuteReader();
        return row.Read() ? AlertStatusRow.Read(row) : null;
    }

    /// <returns>The hash of the row, for the chain.</returns>
    private byte[] Save(AlertStatusRow row)
    {
        row.SetOn(save);
        save.ExecuteNonQuery();
        return ChainedRows.Hash(audit.Bytes, ChainedRows.Status, save);
    }

    private static AppendedTransition Appended(SqliteDataReader row) => new(row.GetInt64(0), (OperatorAction)row.GetByte(1), row.GetFieldValue<byte[]>(2));
}
