using System.IO.Compression;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Sealing;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Charts;

/// <summary>The charts that a service served, each once, and from when on; old ones are kept, so that whoever looks back has the chart that was in force.</summary>
public sealed class SqliteCharts
{
    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;

    internal SqliteCharts(SqliteConnections connections, SqliteWriter? writer)
    {
        (this.connections, this.writer) = (connections, writer);
    }

    /// <summary>Notes the chart that is served from now on; where it is the one served last, nothing is written.</summary>
    /// <param name="chart">The chart; its content is stored where no chart with its hash is.</param>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public void Note(StoredChart chart)
    {
        var packed = Packed(chart.Content);
        (writer ?? throw new InvalidOperationException("The store is open for reading only.")).Add(new WriteWork(default, null, null, Errand: new WriterErrand(Write, 1)));

        void Write(SqliteConnection connection)
        {
            using var note = connection.CreateCommand();
            note.CommandText = """
                INSERT OR IGNORE INTO chart VALUES ($hash, $content);
                INSERT OR REPLACE INTO chart_use SELECT $since, $hash WHERE $hash IS NOT (SELECT hash FROM chart_use ORDER BY since DESC LIMIT 1);
                """;
            note.Parameters.AddWithValue("$hash", chart.Hash);
            note.Parameters.AddWithValue("$content", packed);
            note.Parameters.AddWithValue("$since", chart.Since.UnixMilliseconds);
            note.ExecuteNonQuery();
        }
    }

    /// <summary>The chart in force at a moment: the last one served by then; of a moment before the first, the first. Null where none is stored.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoredChart? InForce(Instant time) => connections.Read(reader =>
    {
        if (!SqliteSchema.HasPast(reader))
        {
            return null;
        }

        using var find = reader.CreateCommand();
        find.CommandText = """
            SELECT u.since, u.hash, c.content FROM chart_use u JOIN chart c USING (hash)
            WHERE u.since = coalesce((SELECT max(since) FROM chart_use WHERE since <= $time), (SELECT min(since) FROM chart_use))
            """;
        find.Parameters.AddWithValue("$time", time.UnixMilliseconds);
        using var row = find.ExecuteReader();
        return row.Read() ? new StoredChart(new Instant(row.GetInt64(0)), row.GetString(1), Unpacked((byte[])row.GetValue(2))) : null;
    });

    /// <summary>When which chart came into force, oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<(Instant Since, string Hash)> Uses() => connections.Read<IReadOnlyList<(Instant, string)>>(reader =>
    {
        if (!SqliteSchema.HasPast(reader))
        {
            return [];
        }

        using var find = reader.CreateCommand();
        find.CommandText = "SELECT since, hash FROM chart_use ORDER BY since";
        using var row = find.ExecuteReader();
        var uses = new List<(Instant, string)>();
        while (row.Read())
        {
            uses.Add((new Instant(row.GetInt64(0)), row.GetString(1)));
        }

        return uses;
    });

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var pack = new GZipStream(packed, CompressionLevel.Optimal))
        {
            pack.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var content = new MemoryStream();
        using var unpack = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        unpack.CopyTo(content);
        return content.ToArray();
    }
}
