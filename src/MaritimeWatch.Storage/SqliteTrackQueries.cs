using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage;

/// <summary>What is asked of the positions beside a whole track: thinned, by area, the newest. Times are Unix seconds.</summary>
internal sealed class SqliteTrackQueries(SqliteConnections connections)
{
    private const string Columns = SqliteTrackStore.PositionColumns;

    public ThinnedTrack ThinnedTrack(Mmsi mmsi, long first, long end, int most, CancellationToken cancellation) => Ending(cancellation, reader =>
    {
        // One snapshot for both readings: what is counted is what is chosen from.
        using var snapshot = reader.BeginTransaction(deferred: true);
        var hours = CountByHour(reader, mmsi, first, end);
        var stored = hours.Sum(hour => hour.Count);
        var points = new List<PositionReport>((int)Math.Min(stored, most));
        using var command = reader.Prepared(
            $"SELECT {Columns} FROM position WHERE hour = $1 AND mmsi = $2 AND time >= $3 AND time < $4 ORDER BY time, latitude, longitude", [.. Enumerable.Repeat(SqliteType.Integer, 4)]);
        Set(command, mmsi, first, end);
        var before = 0L;
        foreach (var (hour, count) in hours)
        {
            if (points.Count < most && Chosen(points.Count, stored, most) < before + count)
            {
                command.Set(0, hour);
                using var row = command.ExecuteReader();
                for (var number = before; row.Read(); number++)
                {
                    if (points.Count < most && number == Chosen(points.Count, stored, most))
                    {
                        points.Add(SqliteTrackStore.Position(row));
                    }
                }
            }

            before += count;
        }

        return new ThinnedTrack(points, stored);
    });

    public List<PositionReport> Area(GeoBox box, long first, long end, TrackPlace? after, int limit, CancellationToken cancellation) =>
        Ending(cancellation, reader => Area(reader, box, first, end, after, limit, cancellation));

    public PositionReport? LastPosition(Mmsi mmsi, CancellationToken cancellation) => Ending<PositionReport?>(cancellation, reader =>
    {
        using var command = NewestInHour(reader);
        foreach (var hour in StoredHours.Backwards(reader))
        {
            command.Set(0, hour);
            if (Find(command, mmsi.Value) is { } position)
            {
                return position;
            }
        }

        return null;
    });

    /// <summary>The positions of a vessel, oldest first, as many as asked for.</summary>
    public List<PositionReport> Track(Mmsi mmsi, long first, long end, int limit, CancellationToken cancellation) => Ending(cancellation, reader =>
    {
        var found = new List<PositionReport>();
        using var command = reader.Prepared(
            $"SELECT {Columns} FROM position WHERE hour = $1 AND mmsi = $2 AND time >= $3 AND time < $4 ORDER BY time, latitude, longitude LIMIT $5",
            [.. Enumerable.Repeat(SqliteType.Integer, 5)]);
        Set(command, mmsi, first, end);
        foreach (var hour in StoredHours.Forwards(reader, SqliteTrackWriter.HourOf(first), SqliteTrackWriter.HourOf(end)).TakeWhile(_ => found.Count < limit))
        {
            command.Set(0, hour);
            command.Set(4, (long)(limit - found.Count));
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                found.Add(SqliteTrackStore.Position(row));
            }
        }

        return found;
    });

    /// <summary>The newest position of each vessel in the window before the newest position of all. From the newest hour back: a search for each vessel of an hour, one more for who was not heard later.</summary>
    public List<PositionReport> NewestWithin(TimeSpan window, CancellationToken cancellation) => Ending(cancellation, reader =>
    {
        var found = new Dictionary<uint, PositionReport>();
        if (SqliteTrackStore.Hours(reader) is not var (_, newest))
        {
            return [];
        }

        using var heard = reader.Prepared(
            """
            WITH RECURSIVE heard(who) AS (
              SELECT min(mmsi) FROM position WHERE hour = $1
              UNION ALL SELECT (SELECT min(mmsi) FROM position WHERE hour = $1 AND mmsi > who) FROM heard WHERE who IS NOT NULL)
            SELECT who FROM heard WHERE who IS NOT NULL
            """,
            SqliteType.Integer);
        using var last = NewestInHour(reader);
        foreach (var hour in StoredHours.Backwards(reader).TakeWhile(hour => hour >= newest - (long)Math.Ceiling(window.TotalHours)))
        {
            cancellation.ThrowIfCancellationRequested();
            heard.Set(0, hour);
            last.Set(0, hour);
            using var row = heard.ExecuteReader();
            while (row.Read())
            {
                var who = (uint)row.GetInt64(0);
                if (!found.ContainsKey(who) && Find(last, who) is { } position)
                {
                    found.Add(who, position);
                }
            }
        }

        return found.Values.ToList();
    });

    /// <summary>Her newest position in an hour; by place where a second holds several, so that it is always the same.</summary>
    private static SqliteCommand NewestInHour(SqliteConnection reader) => reader.Prepared(
        $"SELECT {Columns} FROM position WHERE hour = $1 AND mmsi = $2 ORDER BY time DESC, latitude DESC, longitude DESC LIMIT 1", SqliteType.Integer, SqliteType.Integer);

    private static PositionReport? Find(SqliteCommand newestInHour, uint mmsi)
    {
        newestInHour.Set(1, (long)mmsi);
        using var row = newestInHour.ExecuteReader();
        return row.Read() ? SqliteTrackStore.Position(row) : null;
    }

    /// <summary>Reads; what takes long is ended inside SQLite, not when it comes back.</summary>
    private T Ending<T>(CancellationToken cancellation, Func<SqliteConnection, T> query)
    {
        try
        {
            return connections.Read(reader =>
            {
                cancellation.ThrowIfCancellationRequested();
                using var ending = cancellation.Register(() => raw.sqlite3_interrupt(reader.Handle));
                return query(reader);
            });
        }
        catch (StoreException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private static List<PositionReport> Area(SqliteConnection reader, GeoBox box, long first, long end, TrackPlace? after, int limit, CancellationToken cancellation)
    {
        var found = new List<PositionReport>();

        var raw = RawBox.Of(box);

        // The place is named in full, and only where there is one: SQLite then begins the hour there instead of reading up to it.
        var within = box.CrossesAntimeridian ? "(longitude >= $6 OR longitude <= $7)" : "longitude >= $6 AND longitude <= $7";
        string Sql(bool behind) =>
            $"""
            SELECT {Columns} FROM position WHERE hour = $1 AND time >= $2 AND time < $3 AND latitude >= $4 AND latitude <= $5 AND {within}
            {(behind ? "AND (mmsi, time, latitude, longitude) > ($9, $10, $11, $12)" : "")} ORDER BY mmsi, time, latitude, longitude LIMIT $8
            """;
        var firstHour = SqliteTrackWriter.HourOf(first);
        var afterHour = after is { } place ? SqliteTrackWriter.HourOf(place.UnixSeconds) : long.MinValue;
        foreach (var hour in StoredHours.Forwards(reader, Math.Max(firstHour, afterHour), SqliteTrackWriter.HourOf(end)))
        {
            if (found.Count >= limit)
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            var isBehind = hour == afterHour;
            using var command = reader.Prepared(Sql(isBehind), [.. Enumerable.Repeat(SqliteType.Integer, isBehind ? 12 : 8)]);
            command.Set(0, hour);
            command.Set(1, first);
            command.Set(2, end);
            command.Set(3, (long)raw.South);
            command.Set(4, (long)raw.North);
            command.Set(5, (long)raw.West);
            command.Set(6, (long)raw.East);
            command.Set(7, (long)(limit - found.Count));
            if (isBehind)
            {
                command.Set(8, (long)after!.Value.Mmsi);
                command.Set(9, after.Value.UnixSeconds);
                command.Set(10, (long)after.Value.RawLatitude);
                command.Set(11, (long)after.Value.RawLongitude);
            }

            using var row = command.ExecuteReader();
            while (row.Read())
            {
                found.Add(SqliteTrackStore.Position(row));
            }
        }

        return found;
    }

    private static List<(long Hour, long Count)> CountByHour(SqliteConnection reader, Mmsi mmsi, long first, long end)
    {
        var hours = new List<(long Hour, long Count)>();
        using var command = reader.Prepared("SELECT count(*) FROM position WHERE hour = $1 AND mmsi = $2 AND time >= $3 AND time < $4", [.. Enumerable.Repeat(SqliteType.Integer, 4)]);
        Set(command, mmsi, first, end);
        foreach (var hour in StoredHours.Forwards(reader, SqliteTrackWriter.HourOf(first), SqliteTrackWriter.HourOf(end)))
        {
            command.Set(0, hour);
            if (command.ExecuteScalar() is long count and > 0)
            {
                hours.Add((hour, count));
            }
        }

        return hours;
    }

    private static void Set(SqliteCommand command, Mmsi mmsi, long first, long end)
    {
        command.Set(1, (long)mmsi.Value);
        command.Set(2, first);
        command.Set(3, end);
    }

    /// <summary>Which of the stored points, from 0, is the one of this number among those chosen. One alone is the newest.</summary>
    private static long Chosen(int number, long stored, int most) => stored <= most ? number : most == 1 ? stored - 1 : (long)((Int128)number * (stored - 1) / (most - 1));
}
