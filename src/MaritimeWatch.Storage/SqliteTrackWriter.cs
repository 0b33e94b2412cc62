using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Writes positions and static data within the writer's transaction. A position already there is left alone.</summary>
internal sealed class SqliteTrackWriter : IDisposable
{
    public const int SecondsPerHour = 3600;

    private readonly SqliteCommand position;
    private readonly SqliteCommand vessel;
    private readonly SqliteStaticWriter words;
    private readonly TrackFile blocks;

    /// <param name="connection">The writer's.</param>
    /// <param name="blocks">Where a position may be that comes again when it is no row any more.</param>
    public SqliteTrackWriter(SqliteConnection connection, TrackFile blocks)
    {
        this.blocks = blocks;
        words = new SqliteStaticWriter(connection);
        position = connection.Prepared(
            "INSERT OR IGNORE INTO position VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            [.. Enumerable.Repeat(SqliteType.Integer, 12)]);

        // Static data that comes late fills what is still unknown; it never overwrites a newer word.
        vessel = connection.Prepared(
            $"""
            INSERT INTO vessel VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT(mmsi) DO UPDATE SET {string.Join(", ", FieldColumns.Select(Newest))},
              message_type = iif(excluded.time >= time, excluded.message_type, message_type), time = max(time, excluded.time)
            """,
            SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Text, SqliteType.Text, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer,
            SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Integer, SqliteType.Real, SqliteType.Text, SqliteType.Integer);
    }

    private static string[] FieldColumns =>
        ["imo", "call_sign", "name", "ship_type", "to_bow", "to_stern", "to_port", "to_starboard", "length", "breadth", "draught", "destination"];

    /// <returns>How many positions were new, and how many were already there.</returns>
    public (int Stored, int Duplicate) Write(in AisReport report)
    {
        if (report.Static is { } said)
        {
            WriteVessel(report.Time.UnixSeconds, said);
            words.Write(report, said);
        }

        if (!report.Dynamic.HasPosition)
        {
            return (0, 0);
        }

        var stored = IsInBlocks(report.Dynamic) ? 0 : WritePosition(report.Dynamic);
        return (stored, 1 - stored);
    }

    public void Dispose()
    {
        position.Dispose();
        vessel.Dispose();
        words.Dispose();
    }

    private static string Newest(string column) =>
        $"{column} = iif(excluded.time >= time, coalesce(excluded.{column}, {column}), coalesce({column}, excluded.{column}))";

    private bool IsInBlocks(in PositionReport report)
    {
        try
        {
            return blocks.Holds(report);
        }
        catch (StoreException)
        {
            // Whoever reads is told of the damage. Kept as a row it is not lost, and where a block has it too it is read once.
            return false;
        }
    }

    private int WritePosition(in PositionReport report)
    {
        var seconds = report.Time.UnixSeconds;
        position.Set(0, HourOf(seconds));
        position.Set(1, (long)report.Mmsi.Value);
        position.Set(2, seconds);
        position.Set(3, (long)report.RawLatitude);
        position.Set(4, (long)report.RawLongitude);
        position.Set(5, (long)report.RawSpeed);
        position.Set(6, (long)report.RawCourse);
        position.Set(7, (long)report.RawHeading);
        position.Set(8, (long)report.RawRateOfTurn);
        position.Set(9, (long)report.StationClass);
        position.Set(10, (long)report.Status);
        position.Set(11, report.HasHighAccuracy ? 1L : 0L);
        return position.ExecuteNonQuery();
    }

    private void WriteVessel(long seconds, StaticReport said)
    {
        vessel.Set(0, (long)said.Mmsi.Value);
        vessel.Set(1, seconds);
        SqliteStaticWriter.Bind(vessel, said);
        vessel.ExecuteNonQuery();
    }

    internal static long HourOf(long unixSeconds) => (unixSeconds - ((unixSeconds % SecondsPerHour) + SecondsPerHour) % SecondsPerHour) / SecondsPerHour;
}
