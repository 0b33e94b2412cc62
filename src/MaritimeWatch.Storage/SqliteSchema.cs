using System.Globalization;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Audit;
using MaritimeWatch.Storage.Backup;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The tables of a store and their version.</summary>
/// <remarks>
/// <c>PRAGMA user_version</c> holds the version; a store of a newer version is refused, one without tables gets them. Numbers of
/// enums are those of the domain, pinned by a test. Times of events are Unix milliseconds; times of positions are Unix seconds, the
/// resolution of AIS. Positions are keyed by the hour first: what is being written, replayed at a restart or
/// deleted for age then lies together, and a vessel's track is one seek an hour (decision 0502).
/// </remarks>
internal static class SqliteSchema
{
    public const int Version = 4;

    /// <summary>The oldest version that can be read as it is.</summary>
    public const int OldestRead = 1;

    /// <summary>The newest sequence of the feed.</summary>
    public const string Newest = "SELECT max(coalesce((SELECT max(sequence) FROM alert_event), 0), coalesce((SELECT max(sequence) FROM alert_transition), 0))";

    private const string FirstTables = """
        CREATE TABLE alert_event(
          sequence   INTEGER PRIMARY KEY,
          alert_id   TEXT    NOT NULL,
          revision   INTEGER NOT NULL,
          state      INTEGER NOT NULL,
          kind       INTEGER NOT NULL,
          severity   INTEGER NOT NULL,
          mmsi       INTEGER,
          asset_id   TEXT,
          since      INTEGER NOT NULL,
          event_time INTEGER NOT NULL,
          payload    BLOB    NOT NULL,
          UNIQUE(alert_id, revision)
        ) STRICT;
        CREATE INDEX alert_event_by_vessel ON alert_event(mmsi, event_time);
        CREATE INDEX alert_event_by_asset ON alert_event(asset_id, event_time);
        CREATE INDEX alert_event_by_time ON alert_event(event_time);

        CREATE TABLE open_alert(
          alert_id TEXT PRIMARY KEY,
          revision INTEGER NOT NULL,
          sequence INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE position(
          hour          INTEGER NOT NULL,
          mmsi          INTEGER NOT NULL,
          time          INTEGER NOT NULL,
          latitude      INTEGER NOT NULL,
          longitude     INTEGER NOT NULL,
          speed         INTEGER NOT NULL,
          course        INTEGER NOT NULL,
          heading       INTEGER NOT NULL,
          rate_of_turn  INTEGER NOT NULL,
          station_class INTEGER NOT NULL,
          status        INTEGER NOT NULL,
          high_accuracy INTEGER NOT NULL,
          PRIMARY KEY(hour, mmsi, time, latitude, longitude)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE vessel(
          mmsi         INTEGER PRIMARY KEY,
          time         INTEGER NOT NULL,
          imo          INTEGER,
          call_sign    TEXT,
          name         TEXT,
          ship_type    INTEGER,
          to_bow       INTEGER,
          to_stern     INTEGER,
          to_port      INTEGER,
          to_starboard INTEGER,
          length       INTEGER,
          breadth      INTEGER,
          draught      REAL,
          destination  TEXT,
          message_type INTEGER NOT NULL
        ) STRICT;
        """;

    /// <summary>Version 2: what people do about alerts. Alerts that are open in an older store become unacknowledged now; those that have ended are done with.</summary>
    private const string DeskTables = """
        CREATE TABLE alert_transition(
          sequence   INTEGER PRIMARY KEY,
          alert_id   TEXT    NOT NULL,
          action     INTEGER NOT NULL,
          actor      TEXT    NOT NULL,
          time       INTEGER NOT NULL,
          payload    BLOB    NOT NULL,
          request_id TEXT
        ) STRICT;
        CREATE INDEX alert_transition_by_alert ON alert_transition(alert_id, sequence);
        CREATE UNIQUE INDEX alert_transition_by_request ON alert_transition(actor, request_id) WHERE request_id IS NOT NULL;

        CREATE TABLE alert_status(
          alert_id        TEXT PRIMARY KEY,
          first_sequence  INTEGER NOT NULL,
          event_sequence  INTEGER NOT NULL,
          updates         INTEGER NOT NULL,
          state           INTEGER NOT NULL,
          state_time      INTEGER NOT NULL,
          acknowledged_by TEXT    NOT NULL,
          assignee        TEXT    NOT NULL,
          shelved_until   INTEGER,
          shelve_reason   TEXT    NOT NULL,
          disposition     INTEGER NOT NULL,
          severity        INTEGER NOT NULL,
          seen_severity   INTEGER NOT NULL,
          escalated_to    INTEGER NOT NULL,
          priority        INTEGER NOT NULL,
          is_true         INTEGER NOT NULL,
          is_touched      INTEGER NOT NULL,
          timed_from      INTEGER NOT NULL,
          changed         INTEGER NOT NULL,
          changed_by      TEXT    NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX alert_status_by_appearance ON alert_status(first_sequence);
        CREATE INDEX alert_status_by_state ON alert_status(state, first_sequence);

        INSERT INTO alert_status
        SELECT e.alert_id, a.first_sequence, e.sequence, a.updates, iif(e.state IN (4, 5), 4, 1), $now, '', '', NULL, '', 0,
          e.severity, iif(e.state IN (4, 5), e.severity, 0), 0, e.severity, iif(e.state IN (4, 5), 0, 1), 0, $now, e.sequence, 'system'
        FROM (SELECT alert_id, min(sequence) AS first_sequence, max(sequence) AS last_sequence, count(*) AS updates FROM alert_event GROUP BY alert_id) a
        JOIN alert_event e ON e.sequence = a.last_sequence;
        """;

    /// <summary>Version 3, beside the audit log: how far in event time the log is complete (milliseconds), what vessels said of themselves, and when they said so.</summary>
    private const string RestartTables = """
        CREATE TABLE progress(
          name  TEXT PRIMARY KEY,
          value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE static_word(
          mmsi          INTEGER NOT NULL,
          hash          INTEGER NOT NULL,
          imo           INTEGER,
          call_sign     TEXT,
          name          TEXT,
          ship_type     INTEGER,
          to_bow        INTEGER,
          to_stern      INTEGER,
          to_port       INTEGER,
          to_starboard  INTEGER,
          length        INTEGER,
          breadth       INTEGER,
          draught       REAL,
          destination   TEXT,
          message_type  INTEGER NOT NULL,
          station_class INTEGER NOT NULL,
          feed          INTEGER NOT NULL,
          PRIMARY KEY(mmsi, hash)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE static_heard(
          mmsi INTEGER NOT NULL,
          time INTEGER NOT NULL,
          hash INTEGER NOT NULL,
          PRIMARY KEY(mmsi, time, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX static_heard_by_time ON static_heard(time);
        """;

    /// <summary>
    /// Version 4: recordings that were imported and how far; the charts that were in force; crossings of charted assets with the spans in which the table holds all of them.
    /// An asset's number stands for its id and its geometry: where the geometry changes, another number begins, and what was found with the old one stays true of the old one.
    /// </summary>
    private const string PastTables = """
        CREATE TABLE import_file(
          key       TEXT PRIMARY KEY,
          name      TEXT    NOT NULL,
          bytes     INTEGER NOT NULL,
          finished  INTEGER NOT NULL,
          lines     INTEGER NOT NULL,
          positions INTEGER NOT NULL,
          rejected  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE import_watch(
          key       TEXT    NOT NULL,
          watch     INTEGER NOT NULL,
          lines     INTEGER NOT NULL,
          positions INTEGER NOT NULL,
          PRIMARY KEY(key, watch)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE chart(
          hash    TEXT PRIMARY KEY,
          content BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE chart_use(
          since INTEGER PRIMARY KEY,
          hash  TEXT    NOT NULL
        ) STRICT;

        CREATE TABLE charted_shape(
          number   INTEGER PRIMARY KEY,
          asset_id TEXT    NOT NULL,
          hash     TEXT    NOT NULL,
          UNIQUE(asset_id, hash)
        ) STRICT;

        CREATE TABLE crossing(
          shape     INTEGER NOT NULL,
          time      INTEGER NOT NULL,
          mmsi      INTEGER NOT NULL,
          along     INTEGER NOT NULL,
          latitude  INTEGER NOT NULL,
          longitude INTEGER NOT NULL,
          speed     INTEGER NOT NULL,
          course    INTEGER NOT NULL,
          gap       INTEGER NOT NULL,
          is_sure   INTEGER NOT NULL,
          PRIMARY KEY(shape, time, mmsi, along)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX crossing_by_vessel ON crossing(mmsi, time);
        CREATE INDEX crossing_by_time ON crossing(time);

        CREATE TABLE crossing_cover(
          shape INTEGER NOT NULL,
          since INTEGER NOT NULL,
          until INTEGER NOT NULL,
          PRIMARY KEY(shape, since)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Makes the tables where there are none, and those that a later version added, in one transaction; refuses a store of another making.</summary>
    /// <remarks>Of a store of an earlier version a copy is laid beside it first, named by that version; the service would have to be put back with it.</remarks>
    /// <param name="connection">The writer's.</param>
    /// <param name="path">The file, for the refusal.</param>
    /// <param name="now">What is open in an older store stands as it does from now on.</param>
    public static void Prepare(SqliteConnection connection, string path, Instant now)
    {
        var version = Found(connection);
        if (version > Version)
        {
            throw new StoreException(StoreFault.TooNew, path);
        }

        if (version == Version)
        {
            return;
        }

        if (version == 0 && connection.Number("SELECT count(*) FROM sqlite_schema") != 0)
        {
            // Tables, but not our version mark: some other program's database.
            throw new StoreException(StoreFault.Damaged, path);
        }

        if (version > 0)
        {
            OlderStore.Keep(connection, path, version);
        }

        connection.Run("BEGIN IMMEDIATE");
        if (version == 0)
        {
            connection.Run(FirstTables);
        }

        if (version < 2)
        {
            connection.Run(DeskTables.Replace("$now", now.UnixMilliseconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        if (version < 3)
        {
            AuditSchema.Make(connection, version, now);
            connection.Run(RestartTables);
        }

        connection.Run(PastTables);
        connection.Run($"PRAGMA user_version = {Version}; COMMIT;");
    }

    /// <summary>Refuses, for a reader, what is no store of this version or of an older one that can be read.</summary>
    public static void Check(SqliteConnection connection, string path)
    {
        var version = Found(connection);
        if (version is < OldestRead or > Version)
        {
            throw new StoreException(version > Version ? StoreFault.TooNew : StoreFault.Damaged, path);
        }
    }

    /// <summary>Whether the store holds what people did about alerts.</summary>
    public static bool HasDesk(SqliteConnection connection) => Found(connection) >= 2;

    /// <summary>The names of the tables.</summary>
    public static IReadOnlyList<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        using var row = command.ExecuteReader();
        var names = new List<string>();
        while (row.Read())
        {
            names.Add(row.GetString(0));
        }

        return names;
    }

    /// <summary>Whether the store holds an audit log.</summary>
    public static bool HasAudit(SqliteConnection connection) => Found(connection) >= 3;

    /// <summary>Whether the store holds what vessels said of themselves, and when.</summary>
    public static bool HasWords(SqliteConnection connection) => Found(connection) >= 3;

    /// <summary>Whether the store holds crossings, charts and what was imported.</summary>
    public static bool HasPast(SqliteConnection connection) => Found(connection) >= 4;

    private static long Found(SqliteConnection connection) => connection.Number("PRAGMA user_version");
}
