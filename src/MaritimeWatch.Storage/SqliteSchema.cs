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
    public const int Version = 1;

    private const string Tables = """
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

    /// <summary>Makes the tables where there are none, in one transaction; refuses a store of another making.</summary>
    public static void Prepare(SqliteConnection connection, string path)
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

        if (connection.Number("SELECT count(*) FROM sqlite_schema") != 0)
        {
            // Tables, but not our version mark: some other program's database.
            throw new StoreException(StoreFault.Damaged, path);
        }

        connection.Run($"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }

    /// <summary>Refuses, for a reader, anything but a store of this version.</summary>
    public static void Check(SqliteConnection connection, string path)
    {
        var version = Found(connection);
        if (version != Version)
        {
            throw new StoreException(version > Version ? StoreFault.TooNew : StoreFault.Damaged, path);
        }
    }

    private static long Found(SqliteConnection connection) => connection.Number("PRAGMA user_version");
}
