using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>A row of <c>alert_status</c>.</summary>
internal sealed record AlertStatusRow(string AlertId, long FirstSequence, long EventSequence, int Updates, OperatorStatus Status)
{
    public const string Columns =
        "s.alert_id, s.first_sequence, s.event_sequence, s.updates, s.state, s.state_time, s.acknowledged_by, s.assignee, s.shelved_until, s.shelve_reason, s.disposition, "
        + "s.severity, s.seen_severity, s.escalated_to, s.priority, s.is_true, s.is_touched, s.timed_from, s.changed, s.changed_by";

    public const int ColumnCount = 20;

    private const SqliteType Text = SqliteType.Text;
    private const SqliteType Number = SqliteType.Integer;

    public static SqliteType[] Types =>
    [
        Text, Number, Number, Number, Number, Number, Text, Text, Number, Text, Number,
        Number, Number, Number, Number, Number, Number, Number, Number, Text,
    ];

    public static AlertStatusRow Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3),
        new OperatorStatus
        {
            State = (OperatorState)row.GetByte(4),
            StateTime = new Instant(row.GetInt64(5)),
            AcknowledgedBy = row.GetString(6),
            Assignee = row.GetString(7),
            ShelvedUntil = row.IsDBNull(8) ? null : new Instant(row.GetInt64(8)),
            ShelveReason = row.GetString(9),
            Disposition = (Disposition)row.GetByte(10),
            Severity = (Severity)row.GetByte(11),
            SeenSeverity = (Severity)row.GetByte(12),
            EscalatedTo = (Severity)row.GetByte(13),
            IsTrue = row.GetInt64(15) != 0,
            IsTouched = row.GetInt64(16) != 0,
            TimedFrom = new Instant(row.GetInt64(17)),
            Changed = row.GetInt64(18),
            ChangedBy = row.GetString(19),
        });

    public void SetOn(SqliteCommand command)
    {
        object?[] values =
        [
            AlertId, FirstSequence, EventSequence, (long)Updates, (long)Status.State, Status.StateTime.UnixMilliseconds, Status.AcknowledgedBy, Status.Assignee,
            Status.ShelvedUntil?.UnixMilliseconds, Status.ShelveReason, (long)Status.Disposition, (long)Status.Severity, (long)Status.SeenSeverity, (long)Status.EscalatedTo,
            (long)Status.Priority, Status.IsTrue ? 1L : 0L, Status.IsTouched ? 1L : 0L, Status.TimedFrom.UnixMilliseconds, Status.Changed, Status.ChangedBy,
        ];
        for (var column = 0; column < values.Length; column++)
        {
            command.Set(column, values[column]);
        }
    }
}
