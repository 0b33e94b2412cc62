using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Import;

/// <summary>What vessels said of themselves, when they said it: as reports without a position.</summary>
public sealed class StoredWords : IDisposable
{
    private readonly SqliteConnections connections;

    /// <summary>Of the store in a file.</summary>
    public StoredWords(string path)
    {
        connections = new SqliteConnections(path, TimeProvider.System, new StoreLayout());
    }

    /// <summary>The words of a period in order of time and vessel.</summary>
    /// <param name="from">First event time.</param>
    /// <param name="to">Just after the last.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AisReport> Read(Instant from, Instant to) => connections.Read<IReadOnlyList<AisReport>>(reader =>
    {
        if (!SqliteSchema.HasWords(reader))
        {
            return [];
        }

        using var find = reader.CreateCommand();
        find.CommandText = $"SELECT {SqliteStaticWriter.Columns} FROM static_heard h JOIN static_word USING (mmsi, hash) WHERE h.time >= $from AND h.time < $to ORDER BY h.time, h.mmsi, h.hash";
        find.Parameters.AddWithValue("$from", SqliteTrackStore.CeilingSeconds(from));
        find.Parameters.AddWithValue("$to", SqliteTrackStore.CeilingSeconds(to));
        using var row = find.ExecuteReader();
        var words = new List<AisReport>();
        while (row.Read())
        {
            var said = SqliteTrackStore.Vessel(row).Static with { Feed = (StaticFeed)row.GetByte(16) };
            words.Add(new AisReport(PositionReport.Create(Instant.FromUnixSeconds(row.GetInt64(0)), said.Mmsi, null, stationClass: (StationClass)row.GetByte(15)), said));
        }

        return words;
    });

    /// <summary>Closes the store.</summary>
    public void Dispose() => connections.Dispose();
}
