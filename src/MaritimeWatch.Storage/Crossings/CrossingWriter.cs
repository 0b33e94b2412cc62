using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>Writes crossings and what they cover, within the writer's transaction. One that is there already is left alone.</summary>
/// <remarks>Remembers the numbers it gave: one a transaction, or only as long as none is rolled back.</remarks>
internal sealed class CrossingWriter : IDisposable
{
    private readonly SqliteCommand put;
    private readonly SqliteCommand name;
    private readonly SqliteCommand number;
    private readonly SqliteCommand forget;
    private readonly SqliteCommand around;
    private readonly SqliteCommand merge;
    private readonly SqliteCommand cover;
    private readonly Dictionary<(string Asset, string Shape), long> numbers = [];

    public CrossingWriter(SqliteConnection store)
    {
        put = store.Prepared("INSERT OR IGNORE INTO crossing VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", [.. Enumerable.Repeat(SqliteType.Integer, 10)]);
        name = store.Prepared("INSERT OR IGNORE INTO charted_shape(asset_id, hash) VALUES ($1, $2)", SqliteType.Text, SqliteType.Text);
        number = store.Prepared("SELECT number FROM charted_shape WHERE asset_id = $1 AND hash = $2", SqliteType.Text, SqliteType.Text);
        forget = store.Prepared("DELETE FROM crossing WHERE shape = $1 AND time >= $2 AND time < $3", [.. Enumerable.Repeat(SqliteType.Integer, 3)]);
        around = store.Prepared("SELECT min(since, $2), max(until, $3) FROM (SELECT min(since) AS since, max(until) AS until FROM crossing_cover WHERE shape = $1 AND since <= $3 AND until >= $2) WHERE since IS NOT NULL", [.. Enumerable.Repeat(SqliteType.Integer, 3)]);
        merge = store.Prepared("DELETE FROM crossing_cover WHERE shape = $1 AND since <= $3 AND until >= $2", [.. Enumerable.Repeat(SqliteType.Integer, 3)]);
        cover = store.Prepared("INSERT INTO crossing_cover VALUES ($1, $2, $3)", [.. Enumerable.Repeat(SqliteType.Integer, 3)]);
    }

    /// <summary>Adds a crossing.</summary>
    public void Write(in VesselCrossing crossing)
    {
        put.Set(0, NumberOf(crossing.AssetId, crossing.Shape));
        put.Set(1, crossing.Time.UnixMilliseconds);
        put.Set(2, (long)crossing.Mmsi.Value);
        put.Set(3, (long)crossing.AlongMetres);
        put.Set(4, (long)crossing.RawLatitude);
        put.Set(5, (long)crossing.RawLongitude);
        put.Set(6, (long)crossing.RawSpeed);
        put.Set(7, (long)crossing.RawCourse);
        put.Set(8, (long)crossing.GapSeconds);
        put.Set(9, crossing.IsSure ? 1L : 0L);
        put.ExecuteNonQuery();
    }

    /// <summary>Forgets what was found of a shape in a span.</summary>
    public void Forget(string asset, string shape, CoveredSpan span)
    {
        Bind(forget, NumberOf(asset, shape), span.From.UnixMilliseconds, span.To.UnixMilliseconds);
        forget.ExecuteNonQuery();
    }

    /// <summary>Notes that all of a shape's crossings in a span are written; spans that meet become one.</summary>
    public void Cover(string asset, string shape, CoveredSpan span)
    {
        var (shapeNumber, since, until) = (NumberOf(asset, shape), span.From.UnixMilliseconds, span.To.UnixMilliseconds);
        Bind(around, shapeNumber, since, until);
        using (var row = around.ExecuteReader())
        {
            if (row.Read())
            {
                (since, until) = (row.GetInt64(0), row.GetInt64(1));
            }
        }

        Bind(merge, shapeNumber, since, until);
        merge.ExecuteNonQuery();
        Bind(cover, shapeNumber, since, until);
        cover.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[put, name, number, forget, around, merge, cover])
        {
            command.Dispose();
        }
    }

    private long NumberOf(string asset, string shape)
    {
        if (!numbers.TryGetValue((asset, shape), out var known))
        {
            name.Set(0, asset);
            name.Set(1, shape);
            name.ExecuteNonQuery();
            number.Set(0, asset);
            number.Set(1, shape);
            numbers.Add((asset, shape), known = (long)number.ExecuteScalar()!);
        }

        return known;
    }

    private static void Bind(SqliteCommand command, long shape, long since, long until)
    {
        command.Set(0, shape);
        command.Set(1, since);
        command.Set(2, until);
    }
}
