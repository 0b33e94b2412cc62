using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage.Positions;

/// <summary>Reads the positions that lie in rows: those of the last hours. Times are Unix seconds, from the first inclusive to the end exclusive.</summary>
/// <param name="reader">A connection to the store's file.</param>
internal sealed class RowReader(SqliteConnection reader)
{
    public const string Columns = "time, mmsi, latitude, longitude, speed, course, heading, rate_of_turn, station_class, status, high_accuracy";

    private const string Order = "mmsi, time, latitude, longitude";

    /// <summary>The oldest and the newest hour with a position, or null where there are none.</summary>
    public (long Oldest, long Newest)? Hours()
    {
        // Two statements, because only a lone min or max is one seek.
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT (SELECT min(hour) FROM position), (SELECT max(hour) FROM position)";
        using var row = command.ExecuteReader();
        return row.Read() && !row.IsDBNull(0) ? (row.GetInt64(0), row.GetInt64(1)) : null;
    }

    /// <summary>The oldest watch that holds a position, from <paramref name="first"/> on; null where there is none. One search.</summary>
    public long? NextWatch(long first) =>

        // The first watch of all lies before every hour.
        NextHour(Math.Clamp(first, long.MinValue / BlockKey.WatchHours, long.MaxValue / BlockKey.WatchHours) * BlockKey.WatchHours) is { } hour ? BlockKey.WatchOfHour(hour) : null;

    /// <summary>The newest watch that holds a position, up to <paramref name="last"/>; null where there is none. One search.</summary>
    public long? WatchBefore(long last) =>
        HourBefore(((Math.Clamp(last, BlockKey.FirstWatch, BlockKey.LastWatch) + 1) * BlockKey.WatchHours) - 1) is { } hour ? BlockKey.WatchOfHour(hour) : null;

    /// <summary>The newest hour that holds a position, up to <paramref name="last"/>; null where there is none. One search.</summary>
    public long? HourBefore(long last) => StoredHours.Backwards(reader, last).Select(hour => (long?)hour).FirstOrDefault();

    /// <summary>The oldest hour that holds a position, from <paramref name="least"/> on; null where there is none. One search.</summary>
    public long? NextHour(long least)
    {
        using var next = reader.Lend("SELECT min(hour) FROM position WHERE hour >= $1", numbers: 1);
        next.Set(0, least);
        return next.ExecuteScalar() as long?;
    }

    /// <summary>The event time of the newest position.</summary>
    public long? NewestTime()
    {
        if (Hours() is not var (_, newest))
        {
            return null;
        }

        return reader.Number(FormattableString.Invariant($"SELECT max(time) FROM position WHERE hour = {newest}"));
    }

    /// <summary>A vessel's positions, oldest first, hour after hour: whoever has enough stops reading.</summary>
    public IEnumerable<PositionReport> Track(Mmsi mmsi, long first, long end)
    {
        using var command = reader.Lend(
            $"SELECT {Columns} FROM position WHERE hour = $1 AND mmsi = $2 AND time >= $3 AND time < $4 ORDER BY time, latitude, longitude", numbers: 4);
        command.Set(1, (long)mmsi.Value);
        command.Set(2, first);
        command.Set(3, end);
        foreach (var hour in StoredHours.Forwards(reader, SqliteTrackWriter.HourOf(first), SqliteTrackWriter.HourOf(end)))
        {
            command.Set(0, hour);
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                yield return Position(row);
            }
        }
    }

    /// <summary>What a watch holds in some boxes, in order of vessel, time, latitude, longitude.</summary>
    /// <param name="watch">Which.</param>
    /// <param name="boxes">Where; null for everywhere.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="after">Only what stands behind this place; null for all.</param>
    public IEnumerable<PositionReport> Watch(long watch, RawBoxes? boxes, long first, long end, TrackPlace? after)
    {
        var hours = new List<IEnumerator<PositionReport>>();
        try
        {
            foreach (var hour in StoredHours.Forwards(reader, watch * BlockKey.WatchHours, ((watch + 1) * BlockKey.WatchHours) - 1))
            {
                var positions = Hour(hour, boxes, first, end, after).GetEnumerator();
                if (positions.MoveNext())
                {
                    hours.Add(positions);
                }
                else
                {
                    positions.Dispose();
                }
            }

            // Each hour is in order of vessel: the watch is their merger. Of one vessel the earlier hour comes first.
            while (hours.Count > 0)
            {
                var least = 0;
                for (var number = 1; number < hours.Count; number++)
                {
                    if (hours[number].Current.Mmsi.Value < hours[least].Current.Mmsi.Value)
                    {
                        least = number;
                    }
                }

                yield return hours[least].Current;
                if (!hours[least].MoveNext())
                {
                    hours[least].Dispose();
                    hours.RemoveAt(least);
                }
            }
        }
        finally
        {
            hours.ForEach(positions => positions.Dispose());
        }
    }

    /// <summary>Everything of an hour from a time on, in order of vessel, time, latitude, longitude.</summary>
    public IEnumerable<PositionReport> Hour(long hour, long first) => Hour(hour, null, first, long.MaxValue, null);

    /// <summary>The newest position of a vessel, by place where a second holds several, so that it is always the same: one search an hour, from the newest back.</summary>
    public PositionReport? Last(Mmsi mmsi)
    {
        using var command = EndInHour(SpanEnd.Newest);
        foreach (var hour in StoredHours.Backwards(reader))
        {
            if (Find(command, hour, mmsi.Value, long.MinValue, long.MaxValue, null) is { } position)
            {
                return position;
            }
        }

        return null;
    }

    /// <summary>Adds the newest or the oldest position of each vessel. From the hour at that end on: a search for each vessel of an hour, one more for who was not found before.</summary>
    /// <param name="which">Which of the two.</param>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    /// <param name="found">Gets them by MMSI.</param>
    /// <param name="first">First second.</param>
    /// <param name="end">Second after the last.</param>
    /// <param name="from">From this vessel on.</param>
    /// <param name="cancellation">Ends the search between two hours.</param>
    public void AddEnds(SpanEnd which, RawBoxes? boxes, Dictionary<uint, PositionReport> found, long first, long end, Mmsi from, CancellationToken cancellation)
    {
        using var heard = reader.Lend(
            """
            WITH RECURSIVE heard(who) AS (
              SELECT min(mmsi) FROM position WHERE hour = $1 AND mmsi >= $2
              UNION ALL SELECT (SELECT min(mmsi) FROM position WHERE hour = $1 AND mmsi > who) FROM heard WHERE who IS NOT NULL)
            SELECT who FROM heard WHERE who IS NOT NULL
            """,
            numbers: 2);
        using var one = EndInHour(which);
        var (oldest, newest) = (SqliteTrackWriter.HourOf(first), SqliteTrackWriter.HourOf(end - 1));
        foreach (var hour in which == SpanEnd.Newest ? StoredHours.Backwards(reader, newest).TakeWhile(hour => hour >= oldest) : StoredHours.Forwards(reader, oldest, newest))
        {
            cancellation.ThrowIfCancellationRequested();
            heard.Set(0, hour);
            heard.Set(1, (long)from.Value);
            using var row = heard.ExecuteReader();
            while (row.Read())
            {
                var who = (uint)row.GetInt64(0);
                if (!found.ContainsKey(who) && Find(one, hour, who, first, end, boxes) is { } position)
                {
                    found.Add(who, position);
                }
            }
        }
    }

    private LentStatement EndInHour(SpanEnd which)
    {
        var direction = which == SpanEnd.Newest ? "DESC" : "ASC";
        return reader.Lend(
            $"SELECT {Columns} FROM position WHERE hour = $1 AND mmsi = $2 AND time >= $3 AND time < $4 ORDER BY time {direction}, latitude {direction}, longitude {direction}",
            numbers: 4);
    }

    private static PositionReport? Find(LentStatement endInHour, long hour, uint mmsi, long first, long end, RawBoxes? boxes)
    {
        endInHour.Set(0, hour);
        endInHour.Set(1, (long)mmsi);
        endInHour.Set(2, first);
        endInHour.Set(3, end);
        using var row = endInHour.ExecuteReader();
        while (row.Read())
        {
            if (boxes is null || boxes.Contains(row.GetInt32(2), row.GetInt32(3)))
            {
                return Position(row);
            }
        }

        return null;
    }

    private IEnumerable<PositionReport> Hour(long hour, RawBoxes? boxes, long first, long end, TrackPlace? after)
    {
        // The place is named in full, and only where there is one: SQLite then begins the hour there instead of reading up to it.
        var around = boxes?.Around;
        var where = around is null ? "" : "AND latitude >= $4 AND latitude <= $5 AND " + (around.Value.West > around.Value.East ? "(longitude >= $6 OR longitude <= $7)" : "longitude >= $6 AND longitude <= $7");
        using var command = reader.Lend(
            $"SELECT {Columns} FROM position WHERE hour = $1 AND time >= $2 AND time < $3 {where} {(after is null ? "" : "AND (mmsi, time, latitude, longitude) > ($8, $9, $10, $11)")} ORDER BY {Order}",
            numbers: 11);
        command.Set(0, hour);
        command.Set(1, first);
        command.Set(2, end);
        command.Set(3, (long)(around?.South ?? 0));
        command.Set(4, (long)(around?.North ?? 0));
        command.Set(5, (long)(around?.West ?? 0));
        command.Set(6, (long)(around?.East ?? 0));
        command.Set(7, (long)(after?.Mmsi ?? 0));
        command.Set(8, after?.UnixSeconds ?? 0);
        command.Set(9, (long)(after?.RawLatitude ?? 0));
        command.Set(10, (long)(after?.RawLongitude ?? 0));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (boxes is null || boxes.Contains(row.GetInt32(2), row.GetInt32(3)))
            {
                yield return Position(row);
            }
        }
    }

    /// <summary>Past the provider's checks, since every column is a whole number by the table's own rule: three times as fast.</summary>
    private static PositionReport Position(SqliteDataReader row)
    {
        var statement = row.Handle!;
        return new PositionReport(
            Instant.FromUnixSeconds(raw.sqlite3_column_int64(statement, 0)),
            new Mmsi((uint)raw.sqlite3_column_int64(statement, 1)),
            raw.sqlite3_column_int(statement, 2),
            raw.sqlite3_column_int(statement, 3),
            (short)raw.sqlite3_column_int(statement, 4),
            (short)raw.sqlite3_column_int(statement, 5),
            (short)raw.sqlite3_column_int(statement, 6),
            (short)raw.sqlite3_column_int(statement, 7),
            (StationClass)raw.sqlite3_column_int(statement, 8),
            (NavigationalStatus)raw.sqlite3_column_int(statement, 9),
            raw.sqlite3_column_int(statement, 10) != 0);
    }
}
