using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Appends to the alert log within the writer's transaction: number, serialise, insert.</summary>
internal sealed class SqliteAlertWriter : IDisposable
{
    private readonly SqliteCommand find;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand open;
    private readonly SqliteCommand close;
    private readonly SqliteCommand progress;
    private readonly FeedNumbers numbers;
    private readonly SqliteDeskWriter desk;
    private readonly SqliteAuditWriter audit;

    public SqliteAlertWriter(SqliteConnection connection, FeedNumbers numbers, SqliteDeskWriter desk, SqliteAuditWriter audit)
    {
        this.numbers = numbers;
        this.desk = desk;
        this.audit = audit;
        find = connection.Prepared("SELECT sequence FROM alert_event WHERE alert_id = $1 AND revision = $2", SqliteType.Text, SqliteType.Integer);
        insert = connection.Prepared(
            "INSERT INTO alert_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            SqliteType.Integer, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer,
            SqliteType.Integer, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Blob);
        open = connection.Prepared(
            "INSERT INTO open_alert VALUES ($1, $2, $3) ON CONFLICT(alert_id) DO UPDATE SET revision = $2, sequence = $3",
            SqliteType.Text, SqliteType.Integer, SqliteType.Integer);
        progress = connection.Prepared(
            "INSERT INTO progress VALUES ('published', $1) ON CONFLICT(name) DO UPDATE SET value = $1", SqliteType.Integer);
        close = connection.Prepared("DELETE FROM open_alert WHERE alert_id = $1", SqliteType.Text);
    }

    /// <param name="append">The events.</param>
    /// <param name="acknowledged">
    /// The last sequence whose commit was acknowledged. An event found after it comes from an attempt whose commit reached the disk although it was
    /// reported as failed: it counts as written now. One found at or before it is a repetition, and ignored.
    /// </param>
    public void Write(AlertAppend append, long acknowledged)
    {
        append.Written.Clear();
        foreach (var alert in append.Events)
        {
            find.Set(0, alert.AlertId);
            find.Set(1, alert.Revision);
            if (find.ExecuteScalar() is long known)
            {
                if (known > acknowledged && known <= numbers.HighWater)
                {
                    append.Written.Add(Numbered(append, alert, known) with { Transition = desk.CausedBy(alert.AlertId, known) });
                }

                continue;
            }

            var written = Numbered(append, alert, numbers.Next);
            var content = Insert(written);
            numbers.Take();
            append.Written.Add(written with { Transition = desk.Follow(written.Event, content, append.Encoding) });
        }

        if (append.PublishedUpTo is { } upTo)
        {
            progress.Set(0, upTo.UnixMilliseconds);
            progress.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        find.Dispose();
        insert.Dispose();
        open.Dispose();
        close.Dispose();
        progress.Dispose();
    }

    private static AppendedAlert Numbered(AlertAppend append, AlertEvent alert, long sequence)
    {
        var numbered = alert with { Sequence = sequence };
        return new AppendedAlert(numbered, append.Encoding.Event(numbered));
    }

    /// <returns>The hash of the row, for the chain.</returns>
    private byte[] Insert(AppendedAlert written)
    {
        var alert = written.Event;
        insert.Set(0, alert.Sequence);
        insert.Set(1, alert.AlertId);
        insert.Set(2, alert.Revision);
        insert.Set(3, (long)alert.State);
        insert.Set(4, (long)alert.Kind);
        insert.Set(5, (long)alert.Severity);
        insert.Set(6, alert.Vessel is { } vessel ? (long)vessel.Mmsi.Value : null);
        insert.Set(7, alert.Asset?.Id);
        insert.Set(8, alert.Since.UnixMilliseconds);
        insert.Set(9, alert.EventTime.UnixMilliseconds);
        insert.Set(10, written.Payload);
        insert.ExecuteNonQuery();

        if (alert.State is AlertState.Closed or AlertState.Retracted)
        {
            close.Set(0, alert.AlertId);
            close.ExecuteNonQuery();
        }
        else
        {
            open.Set(0, alert.AlertId);
            open.Set(1, alert.Revision);
            open.Set(2, alert.Sequence);
            open.ExecuteNonQuery();
        }

        return ChainedRows.Hash(audit.Bytes, ChainedRows.Event, insert);
    }
}
