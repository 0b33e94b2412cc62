using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Sealing;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Crossings;

/// <summary>Crossings of charted assets, found as they happened or when tracks were imported, and the spans in which none is missing.</summary>
/// <remarks>
/// Read with the shape of the asset as it is charted now (<see cref="AssetShapeHash"/>): of a shape that nobody has looked for nothing is covered, so a changed chart
/// never gives a wrong answer. Outside <see cref="Covered"/> the table may hold some crossings and miss others: there they are to be worked out from the tracks.
/// Inside, it knows all that was stored in time; a position that came later than the analyser waits is in the tracks alone.
/// </remarks>
public sealed class SqliteCrossings
{
    private const string Columns = "c.time, c.mmsi, c.along, c.latitude, c.longitude, c.speed, c.course, c.gap, c.is_sure";

    private readonly SqliteConnections connections;
    private readonly SqliteWriter? writer;

    internal SqliteCrossings(SqliteConnections connections, SqliteWriter? writer)
    {
        (this.connections, this.writer) = (connections, writer);
    }

    /// <summary>Hands crossings over for storing, and what they make complete. Never waits; one that is stored already is left alone.</summary>
    /// <param name="crossings">The crossings; not to be changed any more.</param>
    /// <param name="covered">Assets with their shapes, and the spans in which every crossing of theirs has been handed over.</param>
    /// <returns>False where the queue is full: nothing was taken.</returns>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public bool TryAppend(IReadOnlyList<VesselCrossing> crossings, IReadOnlyList<(string AssetId, string Shape, CoveredSpan Span)> covered) =>
        (writer ?? throw new InvalidOperationException("The store is open for reading only.")).TryAdd(new WriteWork(default, null, null, Errand: new WriterErrand(
            connection =>
            {
                using var write = new CrossingWriter(connection);
                foreach (var crossing in crossings)
                {
                    write.Write(crossing);
                }

                foreach (var (asset, shape, span) in covered)
                {
                    write.Cover(asset, shape, span);
                }
            },
            crossings.Count + covered.Count)));

    /// <summary>The spans within a period in which the table holds every crossing of an asset, oldest first; none where the store is of an earlier version.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="from">Beginning of the period.</param>
    /// <param name="to">Just after its end.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<CoveredSpan> Covered(string assetId, string shape, Instant from, Instant to) => connections.Read<IReadOnlyList<CoveredSpan>>(reader =>
    {
        if (!SqliteSchema.HasPast(reader))
        {
            return [];
        }

        using var find = reader.CreateCommand();
        find.CommandText = """
            SELECT max(v.since, $from), min(v.until, $to) FROM crossing_cover v JOIN charted_shape s ON s.number = v.shape
            WHERE s.asset_id = $asset AND s.hash = $shape AND v.since < $to AND v.until > $from ORDER BY v.since
            """;
        Bind(find, from, to);
        find.Parameters.AddWithValue("$asset", assetId);
        find.Parameters.AddWithValue("$shape", shape);
        using var row = find.ExecuteReader();
        var spans = new List<CoveredSpan>();
        while (row.Read())
        {
            spans.Add(new CoveredSpan(new Instant(row.GetInt64(0)), new Instant(row.GetInt64(1))));
        }

        return spans;
    });

    /// <summary>The crossings of an asset in a period, in order of time, vessel, place along it.</summary>
    /// <param name="assetId">The asset.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="from">Beginning of the period.</param>
    /// <param name="to">Just after its end.</param>
    /// <param name="after">Only what stands behind this one; null for all.</param>
    /// <param name="limit">Most returned, at least 1: fewer mean that there are no more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<VesselCrossing> OfAsset(string assetId, string shape, Instant from, Instant to, CrossingPlace? after, int limit) => connections.Read(reader =>
    {
        if (!SqliteSchema.HasPast(reader))
        {
            return [];
        }

        using var find = reader.CreateCommand();
        find.CommandText = $"""
            SELECT {Columns}, $asset, $shape FROM crossing c
            WHERE c.shape = (SELECT number FROM charted_shape WHERE asset_id = $asset AND hash = $shape)
              AND c.time >= $from AND c.time < $to AND (c.time, c.mmsi, c.along) > ($time, $mmsi, $along)
            ORDER BY c.time, c.mmsi, c.along LIMIT $limit
            """;
        Bind(find, from, to);
        find.Parameters.AddWithValue("$asset", assetId);
        find.Parameters.AddWithValue("$shape", shape);
        find.Parameters.AddWithValue("$time", after?.Time.UnixMilliseconds ?? long.MinValue);
        find.Parameters.AddWithValue("$mmsi", (long)(after?.Mmsi.Value ?? 0));
        find.Parameters.AddWithValue("$along", after?.AlongMetres ?? 0);
        find.Parameters.AddWithValue("$limit", limit);
        return Crossings(find);
    });

    /// <summary>The crossings of a vessel in a period, in order of time, asset, place along it; of the shapes that are asked for.</summary>
    /// <param name="mmsi">Who.</param>
    /// <param name="from">Beginning of the period.</param>
    /// <param name="to">Just after its end.</param>
    /// <param name="isAsked">Which assets and shapes are wanted.</param>
    /// <param name="after">Only what stands behind this one; null for all.</param>
    /// <param name="limit">Most returned, at least 1: fewer mean that there are no more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<VesselCrossing> OfVessel(Mmsi mmsi, Instant from, Instant to, Func<string, string, bool> isAsked, CrossingPlace? after, int limit) => connections.Read<IReadOnlyList<VesselCrossing>>(reader =>
    {
        if (!SqliteSchema.HasPast(reader))
        {
            return [];
        }

        using var find = reader.CreateCommand();
        find.CommandText = $"""
            SELECT {Columns}, s.asset_id, s.hash FROM crossing c JOIN charted_shape s ON s.number = c.shape
            WHERE c.mmsi = $mmsi AND c.time >= $from AND c.time < $to AND (c.time, s.asset_id, c.along) > ($time, $after, $along)
            ORDER BY c.time, s.asset_id, c.along
            """;
        Bind(find, from, to);
        find.Parameters.AddWithValue("$mmsi", (long)mmsi.Value);
        find.Parameters.AddWithValue("$time", after?.Time.UnixMilliseconds ?? long.MinValue);
        find.Parameters.AddWithValue("$after", after?.AssetId ?? "");
        find.Parameters.AddWithValue("$along", after?.AlongMetres ?? 0);
        return [.. Read(find).Where(crossing => isAsked(crossing.AssetId, crossing.Shape)).Take(limit)];
    });

    /// <summary>How many crossings are stored, whatever of.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long Count() => connections.Read(reader => SqliteSchema.HasPast(reader) ? reader.Number("SELECT count(*) FROM crossing") : 0);

    private static void Bind(SqliteCommand find, Instant from, Instant to)
    {
        find.Parameters.AddWithValue("$from", from.UnixMilliseconds);
        find.Parameters.AddWithValue("$to", to.UnixMilliseconds);
    }

    private static IReadOnlyList<VesselCrossing> Crossings(SqliteCommand find) => [.. Read(find)];

    private static IEnumerable<VesselCrossing> Read(SqliteCommand find)
    {
        using var row = find.ExecuteReader();
        while (row.Read())
        {
            yield return new VesselCrossing(
                row.GetString(9), row.GetString(10), new Instant(row.GetInt64(0)), new Mmsi((uint)row.GetInt64(1)), row.GetInt32(3), row.GetInt32(4),
                row.GetInt32(2), row.GetInt16(5), row.GetInt16(6), row.GetInt32(7), row.GetInt64(8) != 0);
        }
    }
}
