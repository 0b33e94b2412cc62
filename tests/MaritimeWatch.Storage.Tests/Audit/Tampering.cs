using System.Globalization;
using System.Security.Cryptography;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Audit;

/// <summary>Somebody who may write the file, knows how the log is made, and has not the key.</summary>
internal sealed class Tampering(string database, Random random)
{
    private static readonly string[] Tables = ["audit_entry", "alert_event", "alert_transition", "alert_status", "open_alert"];

    /// <summary>Each way to change a store. Takes the guards away first and puts them back behind it.</summary>
    public static readonly (string Name, Func<Tampering, SqliteConnection, string> Do)[] Ways =
    [
        ("edit", (who, file) => who.Edit(file)),
        ("delete", (who, file) => who.Delete(file)),
        ("insert", (who, file) => who.Insert(file)),
        ("swap", (who, file) => who.Swap(file)),
        ("truncate", (who, file) => who.Truncate(file)),
        ("rewrite", (who, file) => who.Rewrite(file)),
        ("renumber", (who, file) => who.Renumber(file)),
        ("unsign", (who, file) => who.Unsign(file)),
    ];

    /// <summary>Changes the file in a way.</summary>
    /// <returns>What was done.</returns>
    public string Do(int way) => $"{Ways[way].Name}: {Unguarded(file => Ways[way].Do(this, file))}";

    /// <summary>Takes the guards away and puts them back.</summary>
    public void DoNothing() => Unguarded(_ => "nothing");

    private string Unguarded(Func<SqliteConnection, string> change)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        file.Open();

        // Nobody cuts the power: a thousand changes of some fifty commits each would wait for the disk.
        file.Run("PRAGMA synchronous = OFF");
        foreach (var (name, _) in AuditSchema.Guards)
        {
            file.Run($"DROP TRIGGER {name}");
        }

        var done = change(file);
        foreach (var (_, sql) in AuditSchema.Guards)
        {
            file.Run(sql);
        }

        return done;
    }

    /// <summary>Flips one bit of the file.</summary>
    public string FlipBit()
    {
        using var file = new FileStream(database, FileMode.Open, FileAccess.ReadWrite);
        var (at, bit) = (random.NextInt64(file.Length), random.Next(8));
        file.Seek(at, SeekOrigin.Begin);
        var value = file.ReadByte();
        file.Seek(at, SeekOrigin.Begin);
        file.WriteByte((byte)(value ^ (1 << bit)));
        return FormattableString.Invariant($"flip: byte {at} bit {bit}");
    }

    /// <summary>Everything that the log covers, read along the tables and along each of their indexes; null where that is not possible.</summary>
    public static string? Content(string database)
    {
        try
        {
            using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            file.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var sql in Tables.Select(table => $"SELECT * FROM {table} NOT INDEXED")
                .Append("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE tbl_name NOT IN ('position', 'vessel', 'progress', 'static_word', 'static_heard', 'import_file', 'import_watch', 'chart', 'chart_use', 'charted_shape', 'crossing', 'crossing_cover')")
                .Append("SELECT sequence FROM audit_entry INDEXED BY audit_entry_by_sequence WHERE sequence IS NOT NULL")
                .Append("SELECT action, number FROM audit_entry INDEXED BY audit_entry_marks WHERE action IN ('audit.checkpoint', 'audit.key', 'service.start')")
                .Append("SELECT sequence, mmsi, event_time FROM alert_event INDEXED BY alert_event_by_vessel WHERE mmsi IS NOT NULL")
                .Append("SELECT sequence, asset_id, event_time FROM alert_event INDEXED BY alert_event_by_asset WHERE asset_id IS NOT NULL")
                .Append("SELECT sequence, event_time FROM alert_event INDEXED BY alert_event_by_time WHERE event_time IS NOT NULL")
                .Append("SELECT sequence, alert_id FROM alert_transition INDEXED BY alert_transition_by_alert WHERE alert_id IS NOT NULL")
                .Append("SELECT alert_id, first_sequence FROM alert_status INDEXED BY alert_status_by_appearance WHERE first_sequence IS NOT NULL"))
            {
                using var command = file.CreateCommand();
                command.CommandText = sql;
                using var row = command.ExecuteReader();
                while (row.Read())
                {
                    for (var column = 0; column < row.FieldCount; column++)
                    {
                        var value = row.GetValue(column);
                        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{value.GetType().Name}:{(value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture))};"));
                    }
                }
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
        catch (Exception failure) when (failure is SqliteException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private string Edit(SqliteConnection file)
    {
        var table = Tables[random.Next(4)];
        var (row, columns) = (Row(file, table), Columns(file, table));
        while (true)
        {
            var (column, type) = columns[random.Next(columns.Count)];
            var value = type switch
            {
                "INTEGER" => $"coalesce({column}, 0) + {random.Next(1, 1000) * (random.Next(2) == 0 ? 1 : -1)}",
                "BLOB" => $"coalesce({column}, x'') || x'{random.Next(256):X2}'",
                _ => random.Next(3) switch { 0 => $"coalesce({column}, '') || ' '", 1 => $"'forged-{random.Next()}'", _ => $"coalesce(upper({column}), '') || x'00'" },
            };
            try
            {
                file.Run($"UPDATE {table} SET {column} = {value} WHERE {row}");
                return $"{table}.{column} = {value} where {row}";
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode == 19)
            {
                // It would break a constraint of the table.
            }
        }
    }

    private string Delete(SqliteConnection file)
    {
        var table = Tables[random.Next(Tables.Length)];
        var row = Row(file, table);
        file.Run($"DELETE FROM {table} WHERE {row}");
        return $"{table} where {row}";
    }

    private string Insert(SqliteConnection file)
    {
        var last = file.Number("SELECT max(number) FROM audit_entry");
        var sequence = file.Number(SqliteSchema.Newest);
        switch (random.Next(5))
        {
            case 0:
                // An event, at the end, before the beginning or a second revision of its own.
                var (number, id) = (random.Next(3) switch { 0 => sequence + 1, 1 => -random.Next(1000), _ => sequence + random.Next(2, 1000) }, $"forged-{random.Next()}");
                file.Run($"INSERT INTO alert_event VALUES ({number}, '{id}', 1, 1, 1, 3, NULL, NULL, 0, 0, x'00')");
                return $"event {number}";
            case 1:
                file.Run($"INSERT INTO alert_transition VALUES ({sequence + random.Next(1, 5)}, 'alert-1', 10, 'mallory', 0, x'00', NULL)");
                return "transition";
            case 2:
                file.Run($"INSERT INTO audit_entry VALUES ({-random.Next(1000)}, 0, 'service.start', 'system', '', '', 'done', '', NULL, NULL, NULL, zeroblob(32))");
                return "entry before the first";
            case 3:
                file.Run($"INSERT INTO audit_entry VALUES ({last + random.Next(2, 1_000_000)}, 0, 'service.start', 'system', '', '', 'done', '', NULL, NULL, NULL, zeroblob(32))");
                return "entry far behind the last";
            default:
                // In the middle, everything behind it renumbered, its own hash right.
                var at = random.NextInt64(2, last);
                file.Run($"UPDATE audit_entry SET number = -number WHERE number >= {at}; UPDATE audit_entry SET number = -number + 1 WHERE number < 0;");
                var forged = new AuditRecord(Given.Epoch, "service.start", AuditRecord.System, "forged");
                Put(file, Sealed(file, at, forged));
                return $"entry {at}, the rest renumbered";
        }
    }

    private string Swap(SqliteConnection file)
    {
        var table = Tables[random.Next(4)];
        if (random.Next(2) == 0)
        {
            // Two rows change places.
            var key = table switch { "audit_entry" => "number", "alert_status" => "first_sequence", _ => "sequence" };
            var (one, other) = TwoOf(file, $"SELECT {key} FROM {table}");
            file.Run($"UPDATE {table} SET {key} = -1 WHERE {key} = {one}; UPDATE {table} SET {key} = {one} WHERE {key} = {other}; UPDATE {table} SET {key} = {other} WHERE {key} = -1;");
            return $"{table} {one} and {other}";
        }

        // Two rows of different content exchange it.
        var (first, second) = TwoOf(file, "SELECT sequence FROM alert_event");
        file.Run($"UPDATE alert_event SET payload = iif(sequence = {first}, (SELECT payload FROM alert_event WHERE sequence = {second}), (SELECT payload FROM alert_event WHERE sequence = {first})) WHERE sequence IN ({first}, {second})");
        return $"payloads of events {first} and {second}";
    }

    private string Truncate(SqliteConnection file)
    {
        var last = file.Number("SELECT max(number) FROM audit_entry");
        var keep = random.NextInt64(0, last - 1);
        var sequence = file.Number($"SELECT coalesce(max(sequence), 0) FROM audit_entry WHERE number <= {keep}");
        file.Run($"DELETE FROM audit_entry WHERE number > {keep}");
        if (random.Next(2) == 0)
        {
            return $"entries behind {keep}";
        }

        // So that everything that is left fits.
        file.Run($"""
            DELETE FROM alert_event WHERE sequence > {sequence};
            DELETE FROM alert_transition WHERE sequence > {sequence};
            DELETE FROM alert_status WHERE max(event_sequence, changed) > {sequence};
            DELETE FROM open_alert WHERE alert_id NOT IN (SELECT alert_id FROM alert_status);
            """);
        return $"everything behind {keep}";
    }

    /// <summary>Changes an entry, or the payload of an event, and makes every hash behind it anew: only the signatures tell.</summary>
    private string Rewrite(SqliteConnection file)
    {
        var last = file.Number("SELECT max(number) FROM audit_entry");
        var at = random.NextInt64(1, last);
        var sequence = file.Number($"SELECT coalesce((SELECT sequence FROM audit_entry WHERE number = {at}), 0)");
        if (sequence > 0 && file.Number($"SELECT count(*) FROM alert_event WHERE sequence = {sequence}") == 1)
        {
            file.Run($"UPDATE alert_event SET payload = x'DEAD' WHERE sequence = {sequence}");
            using var event_ = file.CreateCommand();
            event_.CommandText = $"SELECT {ChainedRows.EventColumns} FROM alert_event WHERE sequence = {sequence}";
            using var row = event_.ExecuteReader();
            row.Read();
            var content = Convert.ToHexString(ChainedRows.Hash(new CanonicalBytes(), ChainedRows.Event, row));
            file.Run($"UPDATE audit_entry SET content = x'{content}' WHERE number = {at}");
        }
        else
        {
            file.Run($"UPDATE audit_entry SET actor = 'nobody' WHERE number = {at}");
        }

        for (var number = at; number <= last; number++)
        {
            var entry = Entry(file, number);
            Put(file, Sealed(file, number, entry.Record, entry));
        }

        return $"entry {at} and every hash behind it";
    }

    private string Renumber(SqliteConnection file)
    {
        // An entry, or an event and its entry, disappear; what follows closes up and is hashed anew.
        var last = file.Number("SELECT max(number) FROM audit_entry");
        var at = random.NextInt64(2, last);
        file.Run($"DELETE FROM audit_entry WHERE number = {at}");
        for (var number = at; number < last; number++)
        {
            var entry = Entry(file, number + 1);
            file.Run($"DELETE FROM audit_entry WHERE number = {number + 1}");
            Put(file, Sealed(file, number, entry.Record, entry));
        }

        return $"entry {at} taken out, the rest closed up and hashed anew";
    }

    /// <summary>Changes an entry, takes every signature out of the log, and makes the whole chain anew: it fits itself, and nothing vouches for it.</summary>
    private string Unsign(SqliteConnection file)
    {
        var isWithKeys = random.Next(2) == 0;
        var last = file.Number("SELECT max(number) FROM audit_entry");
        List<AuditEntry> kept = [];
        for (var number = 1L; number <= last; number++)
        {
            var entry = Entry(file, number);
            if (entry.Record.Action != AuditActions.Checkpoint && (isWithKeys || entry.Record.Action != AuditActions.Key))
            {
                kept.Add(entry);
            }
        }

        file.Run("DELETE FROM audit_entry");
        var at = random.Next(1, kept.Count);
        for (var number = 0; number < kept.Count; number++)
        {
            Put(file, Sealed(file, number + 1, number == at ? kept[number].Record with { Client = "192.0.2.99" } : kept[number].Record, kept[number]));
        }

        return $"entry {at + 1} changed, signatures {(isWithKeys ? "" : "and keys ")}taken out, the rest hashed anew";
    }

    private static AuditEntry Entry(SqliteConnection file, long number)
    {
        using var command = file.CreateCommand();
        command.CommandText = $"SELECT {AuditSchema.EntryColumns} FROM audit_entry WHERE number = {number}";
        using var row = command.ExecuteReader();
        row.Read();
        return SqliteAudit.Entry(row);
    }

    private static AuditEntry Sealed(SqliteConnection file, long number, AuditRecord record, AuditEntry? like = null)
    {
        var before = number == 1 ? AuditEntry.NoHash : Entry(file, number - 1).Hash;
        var open = new AuditEntry { Number = number, Record = record, Sequence = like?.Sequence, Content = like?.Content, Standing = like?.Standing, Hash = [] };
        return new AuditEntry { Number = number, Record = record, Sequence = like?.Sequence, Content = like?.Content, Standing = like?.Standing, Hash = AuditEntry.HashAfter(before, open.Digest()) };
    }

    private static void Put(SqliteConnection file, AuditEntry entry)
    {
        using var command = file.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO audit_entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        object?[] values =
        [
            entry.Number, entry.Record.Time.UnixMilliseconds, entry.Record.Action, entry.Record.Actor, entry.Record.Client, entry.Record.Subject, entry.Record.Outcome,
            entry.Record.Detail, entry.Sequence, entry.Content, entry.Standing, entry.Hash,
        ];
        for (var number = 0; number < values.Length; number++)
        {
            command.Parameters.AddWithValue($"${number + 1}", values[number] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private string Row(SqliteConnection file, string table)
    {
        var key = table switch { "audit_entry" => "number", "alert_event" or "alert_transition" => "sequence", _ => "alert_id" };
        using var command = file.CreateCommand();
        command.CommandText = $"SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {random.NextInt64(file.Number($"SELECT count(*) FROM {table}"))}";
        return $"{key} = '{command.ExecuteScalar()}'";
    }

    private (long One, long Other) TwoOf(SqliteConnection file, string sql)
    {
        var all = new List<long>();
        using var command = file.CreateCommand();
        command.CommandText = sql;
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
            {
                all.Add(row.GetInt64(0));
            }
        }

        var one = random.Next(all.Count);
        return (all[one], all[(one + random.Next(1, all.Count)) % all.Count]);
    }

    private static List<(string Name, string Type)> Columns(SqliteConnection file, string table)
    {
        var columns = new List<(string, string)>();
        using var command = file.CreateCommand();
        command.CommandText = $"SELECT name, type FROM pragma_table_info('{table}')";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            columns.Add((row.GetString(0), row.GetString(1)));
        }

        return columns;
    }
}
