using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Reads stored traffic as an analyser is to see it again: in order of time, from a moment on, and for some vessels from an earlier one.</summary>
internal sealed class SqliteRestartReader(SqliteConnections connections)
{
    /// <summary>Everything from <paramref name="from"/> on, for the vessels of <paramref name="earlier"/> from their own moment; read an hour at a time.</summary>
    public IEnumerable<AisReport> Read(Instant from, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var start = earlier.Values.Append(from).Min();
        foreach (var known in connections.Read(reader => KnownBefore(reader, start, mmsi => Begin(mmsi))))
        {
            yield return known;
        }

        if (connections.Read(SqliteTrackStore.Hours) is not var (oldest, newest))
        {
            yield break;
        }

        var common = SqliteTrackWriter.HourOf(CeilingSeconds(from));
        for (var hour = Math.Max(oldest, SqliteTrackWriter.HourOf(CeilingSeconds(start))); hour <= newest; hour++)
        {
            var wanted = hour;
            foreach (var report in connections.Read(reader => wanted < common ? HourOfSome(reader, wanted, earlier) : HourOfAll(reader, wanted, CeilingSeconds(from), earlier)))
            {
                yield return report;
            }
        }

        Instant Begin(Mmsi mmsi) => earlier.TryGetValue(mmsi, out var own) ? Instant.Min(own, from) : from;
    }

    /// <summary>What was known of each vessel when her part begins, stamped with the beginning of all or earlier.</summary>
    private static List<AisReport> KnownBefore(SqliteConnection reader, Instant start, Func<Mmsi, Instant> begin)
    {
        // Of a vessel that said nothing new since, the last word is what it was then; of the others their earlier words are put together.
        var changed = SqliteSchema.HasWords(reader) ? ChangedSince(reader, start, begin) : [];
        var known = new List<AisReport>();
        foreach (var vessel in SqliteTrackStore.Vessels(reader, 0, -1))
        {
            var word = changed.TryGetValue(vessel.Static.Mmsi.Value, out var earlierWord) ? earlierWord : vessel.Static;
            if (word is not null)
            {
                known.Add(Report(Instant.Min(vessel.Time, start), word, StationClass.Unknown));
            }
        }

        return known;
    }

    private static Dictionary<uint, StaticReport?> ChangedSince(SqliteConnection reader, Instant start, Func<Mmsi, Instant> begin)
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"""
            SELECT {SqliteStaticWriter.Columns} FROM static_report
            WHERE mmsi IN (SELECT DISTINCT mmsi FROM static_report WHERE time >= $start) ORDER BY mmsi, time, hash
            """;
        command.Parameters.AddWithValue("$start", CeilingSeconds(start));
        var changed = new Dictionary<uint, StaticReport?>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var said = Said(row);
            var before = changed.GetValueOrDefault(said.Mmsi.Value);
            var isBefore = row.GetInt64(0) < CeilingSeconds(begin(said.Mmsi));
            changed[said.Mmsi.Value] = !isBefore ? before : before is null ? said : before.UpdatedBy(said) with { MessageType = said.MessageType, Feed = said.Feed };
        }

        return changed;
    }

    private static List<AisReport> HourOfAll(SqliteConnection reader, long hour, long first, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var found = Positions(reader, "hour = $hour AND time >= $first", hour, first, null);
        found.AddRange(Words(reader, "time >= $first AND time < $end", Math.Max(first, hour * SqliteTrackWriter.SecondsPerHour), hour, null));

        // The hour in which the common part begins holds the end of the earlier parts.
        found.AddRange(HourOfSome(reader, hour, earlier).Where(report => report.Time.UnixSeconds < first));
        return Ordered(found);
    }

    private static List<AisReport> HourOfSome(SqliteConnection reader, long hour, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var found = new List<AisReport>();
        foreach (var (mmsi, own) in earlier)
        {
            var first = Math.Max(CeilingSeconds(own), hour * SqliteTrackWriter.SecondsPerHour);
            if (first < (hour + 1) * SqliteTrackWriter.SecondsPerHour)
            {
                found.AddRange(Positions(reader, "hour = $hour AND mmsi = $mmsi AND time >= $first", hour, first, mmsi));
                found.AddRange(Words(reader, "mmsi = $mmsi AND time >= $first AND time < $end", first, hour, mmsi));
            }
        }

        return Ordered(found);
    }

    private static List<AisReport> Positions(SqliteConnection reader, string condition, long hour, long first, Mmsi? mmsi)
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT {SqliteTrackStore.PositionColumns} FROM position WHERE {condition} ORDER BY time, mmsi, latitude, longitude";
        command.Parameters.AddWithValue("$hour", hour);
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$mmsi", (object?)mmsi?.Value ?? DBNull.Value);
        var found = new List<AisReport>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(new AisReport(SqliteTrackStore.Position(row), null));
        }

        return found;
    }

    private static List<AisReport> Words(SqliteConnection reader, string condition, long first, long hour, Mmsi? mmsi)
    {
        if (!SqliteSchema.HasWords(reader))
        {
            return [];
        }

        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT {SqliteStaticWriter.Columns} FROM static_report WHERE {condition} ORDER BY time, mmsi, hash";
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$end", (hour + 1) * SqliteTrackWriter.SecondsPerHour);
        command.Parameters.AddWithValue("$mmsi", (object?)mmsi?.Value ?? DBNull.Value);
        var found = new List<AisReport>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(Report(Instant.FromUnixSeconds(row.GetInt64(0)), Said(row), (StationClass)row.GetByte(15)));
        }

        return found;
    }

    /// <summary>A stable sort: what is of one second stays as it was read.</summary>
    private static List<AisReport> Ordered(List<AisReport> reports) => [.. reports.OrderBy(report => report.Time)];

    private static AisReport Report(Instant time, StaticReport said, StationClass stationClass) => new(PositionReport.Create(time, said.Mmsi, null, stationClass: stationClass), said);

    private static StaticReport Said(SqliteDataReader row) => SqliteTrackStore.Vessel(row).Static with { Feed = (StaticFeed)row.GetByte(16) };

    private static long CeilingSeconds(Instant time) => SqliteTrackStore.CeilingSeconds(time);
}
