using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Import;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Import;

/// <summary>A recording as an import takes it: reports, one a line.</summary>
internal static class Importing
{
    public static AisReport[] Recording(IEnumerable<PositionReport> positions, string name = "YI") =>
        [.. positions.Select(position => new AisReport(position, new StaticReport(position.Mmsi, Name: $"{name} {position.Mmsi.Value % 10}")))];

    /// <summary>Imports a recording watch by watch in the order of the watches.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="reports">The recording.</param>
    /// <param name="key">Its key.</param>
    /// <param name="breakOffAfter">So many watches are written, then the process is gone.</param>
    /// <returns>Positions that were new.</returns>
    public static long Import(this TrackImport store, IReadOnlyList<AisReport> reports, string key = "k", int breakOffAfter = int.MaxValue)
    {
        var stored = store.StoredLines(key);
        var watches = new SortedDictionary<long, ImportWatch>();
        for (var line = 1; line <= reports.Count; line++)
        {
            var number = TrackImport.WatchOf(reports[line - 1].Time);
            if (!watches.TryGetValue(number, out var watch))
            {
                watches.Add(number, watch = TrackImport.NewWatch(number, stored.GetValueOrDefault(number), 2));
            }

            watch.Add((int)(reports[line - 1].Mmsi.Value % 2), reports[line - 1], line);
        }

        var added = watches.Values.Take(breakOffAfter).Sum(watch => store.Write(watch, key, reports.Count));
        if (breakOffAfter >= watches.Count)
        {
            store.Finish(key, "day.csv", 1_000, reports.Count, 0);
        }

        return added;
    }

    /// <summary>Everything in both files of a store that is no time of ours, as text.</summary>
    public static string Content(string path) => Text(path, "static_word", "static_heard", "vessel", "import_watch") + Text(path + ".tracks", "block", "block_place");

    private static string Text(string file, params string[] tables)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var lines = new List<string>();
        foreach (var table in tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2, 3";
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                lines.Add(table + "|" + string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture))));
            }
        }

        return string.Join('\n', lines);
    }
}
