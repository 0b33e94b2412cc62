using System.Runtime.InteropServices;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Positions;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Reads stored traffic as an analyser is to see it again: in order of time, from a moment on, and for some vessels from an earlier one.</summary>
internal sealed class SqliteRestartReader(StoredPositions positions)
{
    private const int WordsBefore = 4;

    /// <summary>An analyser forgets vessels that were not heard for so long (decision 0354).</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(31);

    /// <summary>Everything from <paramref name="from"/> on, for the vessels of <paramref name="earlier"/> from their own moment; read an hour at a time.</summary>
    public IEnumerable<AisReport> Read(Instant from, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var start = earlier.Values.Append(from).Min();
        foreach (var known in positions.Read((_, reader) => KnownBefore(reader, start, mmsi => Begin(mmsi))))
        {
            yield return known;
        }

        var nobody = new Dictionary<Mmsi, Instant>();
        var common = SqliteTrackWriter.HourOf(CeilingSeconds(from));
        for (var hour = NextHour(SqliteTrackWriter.HourOf(CeilingSeconds(start))); hour is { } wanted; hour = NextHour(wanted + 1))
        {
            foreach (var report in positions.Read((stored, reader) => wanted < common ? HourOfSome(stored, reader, wanted, earlier) : HourOfAll(stored, reader, wanted, CeilingSeconds(from), wanted == common ? earlier : nobody)))
            {
                yield return report;
            }
        }

        long? NextHour(long least) => positions.Read((stored, reader) => HourWithTraffic(stored, reader, least));

        Instant Begin(Mmsi mmsi) => earlier.TryGetValue(mmsi, out var own) ? Instant.Min(own, from) : from;
    }

    /// <summary>The next hour in which something is stored: a hole of years costs one look.</summary>
    private static long? HourWithTraffic(PositionReader stored, SqliteConnection reader, long least)
    {
        var position = stored.NextHour(least);
        if (!SqliteSchema.HasWords(reader))
        {
            return position;
        }

        using var command = reader.Prepared("SELECT min(time) FROM static_heard WHERE time >= $1", SqliteType.Integer);
        command.Set(0, least * SqliteTrackWriter.SecondsPerHour);
        long? word = command.ExecuteScalar() is long time ? SqliteTrackWriter.HourOf(time) : null;
        return position is null ? word : word is null ? position : Math.Min(position.Value, word.Value);
    }

    /// <summary>What was known of each vessel when her part begins, stamped with the beginning of all.</summary>
    private static List<AisReport> KnownBefore(SqliteConnection reader, Instant start, Func<Mmsi, Instant> begin)
    {
        // Half of it may come in a message of its own (24), and two hulls may share a number: the last few words tell both.
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT {SqliteStaticWriter.Columns} FROM static_heard h JOIN static_word USING (mmsi, hash) WHERE h.mmsi = $mmsi AND h.time < $begin ORDER BY h.time DESC, h.hash LIMIT {WordsBefore}";
        var mmsi = command.Parameters.Add("$mmsi", SqliteType.Integer);
        var before = command.Parameters.Add("$begin", SqliteType.Integer);
        var known = new List<AisReport>();
        var hasWords = SqliteSchema.HasWords(reader);
        foreach (var vessel in SqliteTrackStore.Vessels(reader, 0, -1).Where(vessel => vessel.Time >= start - Remembered))
        {
            (mmsi.Value, before.Value) = ((long)vessel.Static.Mmsi.Value, CeilingSeconds(begin(vessel.Static.Mmsi)));
            var words = hasWords ? Words(command) : [];
            words.Reverse();

            // A store of an older version knows the last word alone.
            known.AddRange(words.Count > 0
                ? words.Select(word => Report(start, word.Static!, word.Dynamic.StationClass))
                : hasWords && IsHeardOf(reader, vessel.Static.Mmsi) ? [] : [Report(start, vessel.Static, StationClass.Unknown)]);
        }

        return known;
    }

    private static bool IsHeardOf(SqliteConnection reader, Mmsi mmsi) =>
        reader.Number(FormattableString.Invariant($"SELECT EXISTS (SELECT 1 FROM static_heard WHERE mmsi = {mmsi.Value})")) != 0;

    private static AisReport[] HourOfAll(PositionReader stored, SqliteConnection reader, long hour, long first, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var found = stored.Hour(hour, first).Select(position => new AisReport(position, null)).ToList();
        found.AddRange(Words(reader, "h.time >= $first AND h.time < $end", Math.Max(first, hour * SqliteTrackWriter.SecondsPerHour), hour, null));

        // The hour in which the common part begins holds the end of the earlier parts.
        found.AddRange(HourOfSome(stored, reader, hour, earlier).Where(report => report.Time.UnixSeconds < first));
        return Ordered(found, hour);
    }

    private static AisReport[] HourOfSome(PositionReader stored, SqliteConnection reader, long hour, IReadOnlyDictionary<Mmsi, Instant> earlier)
    {
        var found = new List<AisReport>();
        foreach (var (mmsi, own) in earlier)
        {
            var first = Math.Max(CeilingSeconds(own), hour * SqliteTrackWriter.SecondsPerHour);
            if (first < (hour + 1) * SqliteTrackWriter.SecondsPerHour)
            {
                found.AddRange(stored.Track(mmsi, first, (hour + 1) * SqliteTrackWriter.SecondsPerHour).Select(position => new AisReport(position, null)));
                found.AddRange(Words(reader, "h.mmsi = $mmsi AND h.time >= $first AND h.time < $end", first, hour, mmsi));
            }
        }

        return Ordered(found, hour);
    }

    private static List<AisReport> Words(SqliteConnection reader, string condition, long first, long hour, Mmsi? mmsi)
    {
        if (!SqliteSchema.HasWords(reader))
        {
            return [];
        }

        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT {SqliteStaticWriter.Columns} FROM static_heard h JOIN static_word USING (mmsi, hash) WHERE {condition} ORDER BY h.time, h.mmsi, h.hash";
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$end", (hour + 1) * SqliteTrackWriter.SecondsPerHour);
        command.Parameters.AddWithValue("$mmsi", (object?)mmsi?.Value ?? DBNull.Value);
        return Words(command);
    }

    private static List<AisReport> Words(SqliteCommand command)
    {
        var found = new List<AisReport>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            found.Add(Report(Instant.FromUnixSeconds(row.GetInt64(0)), Said(row), (StationClass)row.GetByte(15)));
        }

        return found;
    }

    /// <summary>In order of time; what is of one second stays as it was read. Counted, since an hour has few seconds and many reports.</summary>
    private static AisReport[] Ordered(List<AisReport> reports, long hour)
    {
        var begin = hour * SqliteTrackWriter.SecondsPerHour;
        var places = new int[SqliteTrackWriter.SecondsPerHour + 1];
        foreach (ref readonly var report in CollectionsMarshal.AsSpan(reports))
        {
            places[report.Time.UnixSeconds - begin + 1]++;
        }

        for (var second = 1; second < places.Length; second++)
        {
            places[second] += places[second - 1];
        }

        var ordered = new AisReport[reports.Count];
        foreach (ref readonly var report in CollectionsMarshal.AsSpan(reports))
        {
            ordered[places[report.Time.UnixSeconds - begin]++] = report;
        }

        return ordered;
    }

    private static AisReport Report(Instant time, StaticReport said, StationClass stationClass) => new(PositionReport.Create(time, said.Mmsi, null, stationClass: stationClass), said);

    internal static StaticReport Said(SqliteDataReader row) => SqliteTrackStore.Vessel(row).Static with { Feed = (StaticFeed)row.GetByte(16) };

    private static long CeilingSeconds(Instant time) => SqliteTrackStore.CeilingSeconds(time);
}
