using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests;

/// <summary>A store as the first release made it: its tables and its version mark.</summary>
internal static class FirstSchema
{
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
        CREATE TABLE open_alert(alert_id TEXT PRIMARY KEY, revision INTEGER NOT NULL, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE position(
          hour INTEGER NOT NULL, mmsi INTEGER NOT NULL, time INTEGER NOT NULL, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, speed INTEGER NOT NULL,
          course INTEGER NOT NULL, heading INTEGER NOT NULL, rate_of_turn INTEGER NOT NULL, station_class INTEGER NOT NULL, status INTEGER NOT NULL,
          high_accuracy INTEGER NOT NULL, PRIMARY KEY(hour, mmsi, time, latitude, longitude)) STRICT, WITHOUT ROWID;
        CREATE TABLE vessel(
          mmsi INTEGER PRIMARY KEY, time INTEGER NOT NULL, imo INTEGER, call_sign TEXT, name TEXT, ship_type INTEGER, to_bow INTEGER, to_stern INTEGER,
          to_port INTEGER, to_starboard INTEGER, length INTEGER, breadth INTEGER, draught REAL, destination TEXT, message_type INTEGER NOT NULL) STRICT;
        PRAGMA user_version = 1;
        """;

    /// <summary>Alert "a" open at revision 2 as a warning, "b" closed, "c" retracted, "d" open as an alarm; sequences 1 to 6.</summary>
    private const string Alerts = """
        INSERT INTO alert_event VALUES(1, 'a', 1, 1, 1, 3, 414000001, 'nemo-link', 1000, 1000, x'6131');
        INSERT INTO alert_event VALUES(2, 'b', 1, 1, 1, 3, 414000001, NULL, 1000, 1000, x'6231');
        INSERT INTO alert_event VALUES(3, 'b', 2, 4, 1, 3, 414000001, NULL, 1000, 2000, x'6232');
        INSERT INTO alert_event VALUES(4, 'c', 1, 5, 1, 2, NULL, NULL, 1000, 2000, x'6331');
        INSERT INTO alert_event VALUES(5, 'a', 2, 3, 1, 2, 414000001, 'nemo-link', 1000, 3000, x'6132');
        INSERT INTO alert_event VALUES(6, 'd', 1, 1, 1, 3, 219000606, NULL, 1000, 3000, x'6431');
        INSERT INTO open_alert VALUES('a', 2, 5), ('d', 1, 6);
        """;

    public static void Make(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL;" + Tables + Alerts;
        command.ExecuteNonQuery();
    }
}
