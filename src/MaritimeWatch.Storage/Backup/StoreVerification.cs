using System.Globalization;
using MaritimeWatch.Storage.Blocks;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>Reads everything that a store holds: every page, every block, and whether the one agrees with the other. Changes nothing; a service may be writing.</summary>
/// <param name="store">The store.</param>
/// <param name="progress">Is told what is read, how much of it is done, 0 to 1, and how many positions were read.</param>
public sealed class StoreVerification(string store, Action<string, double, long> progress)
{
    /// <summary>So many are told; where there are more, the file as a whole is to be replaced.</summary>
    private const int MostProblems = 100;

    private readonly List<string> problems = [];

    /// <summary>What is wrong, for a person, the first hundred.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Blocks that were read.</summary>
    public long Blocks { get; private set; }

    /// <summary>Positions in them.</summary>
    public long Positions { get; private set; }

    /// <summary>Positions in rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="StoreException">There is no store, or it is of another version.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Run(CancellationToken cancellation)
    {
        using var rows = new SqliteConnections(store, TimeProvider.System, new StoreLayout());
        VerifyStore(rows, cancellation);
        using var file = new TrackFile(store, TimeProvider.System);
        if (file.Exists)
        {
            VerifyTracks(file, cancellation);
        }
        else if (rows.Read(reader => SqliteSchema.HasWords(reader) && reader.Number("SELECT EXISTS (SELECT 1 FROM progress WHERE name = 'sealed')") != 0))
        {
            Tell($"the store has put positions into '{file.Path}', which is not there");
        }
    }

    private void VerifyStore(SqliteConnections rows, CancellationToken cancellation)
    {
        var tables = rows.Read(SqliteSchema.Tables);
        for (var number = 0; number < tables.Count; number++)
        {
            // One table at a time: a long read keeps the log of a writer from being taken over into the file.
            cancellation.ThrowIfCancellationRequested();
            var table = tables[number];
            progress($"table {table}", number / (double)tables.Count, 0);
            Guarded($"table {table}", () => Read(rows, cancellation, reader => Pages(reader, $"'{table}'", $"table {table}")));
        }

        Guarded("the tables", () => Read(rows, cancellation, reader =>
        {
            if (!SqliteSchema.HasPast(reader))
            {
                return 0;
            }

            AgainstSchema(reader);
            return 0;
        }));
        Guarded("table position", () => Read(rows, cancellation, reader =>
        {
            Rows = reader.Number("SELECT count(*) FROM position");
            var stray = reader.Number(FormattableString.Invariant(
                $"SELECT count(*) FROM position WHERE hour <> floor(time / {SqliteTrackWriter.SecondsPerHour}.0) OR abs(latitude) > 54000000 OR abs(longitude) > 108000000 OR mmsi NOT BETWEEN 0 AND 1073741823"));
            if (stray > 0)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"table position: {stray:N0} rows that no position can be"));
            }

            return 0;
        }));
    }

    /// <summary>The tables are those that this program makes, column by column.</summary>
    private void AgainstSchema(SqliteConnection reader)
    {
        using var fresh = SqliteConnections.Fresh();
        var expected = SqliteSchema.Tables(fresh);
        foreach (var missing in expected.Except(SqliteSchema.Tables(reader)))
        {
            Tell($"table {missing} is missing");
        }

        foreach (var table in expected.Intersect(SqliteSchema.Tables(reader)))
        {
            var columns = $"SELECT group_concat(name || ' ' || type || ' ' || \"notnull\" || ' ' || pk, ', ') FROM pragma_table_info('{table}')";
            var (wanted, found) = (fresh.Text(columns), reader.Text(columns));
            if (wanted != found)
            {
                Tell($"table {table} has other columns than this version of the program makes: {found}");
            }
        }

        var shapeless = reader.Number("SELECT count(*) FROM crossing WHERE shape NOT IN (SELECT number FROM charted_shape)");
        if (shapeless > 0)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"table crossing: {shapeless:N0} crossings of an asset that is not named"));
        }
    }

    private void VerifyTracks(TrackFile file, CancellationToken cancellation)
    {
        progress("pages of the tracks", 0, 0);
        Guarded("the tracks", () => file.Read((_, reader) => LongStatement.Run(reader!, cancellation, () => Pages(reader!, "'block'", "the tracks, table block"))));
        Guarded("the tracks", () => file.Read((_, reader) =>
        {
            var tree = LongStatement.Run(reader!, cancellation, () => reader!.Text("SELECT rtreecheck('block_place')"));
            if (tree != "ok")
            {
                Tell($"the tracks, index by place: {tree}");
            }

            return 0;
        }));
        var ends = Guarded("the tracks", () => file.Read((blocks, _) => (Oldest: blocks!.NextWatch(BlockKey.FirstWatch), Newest: blocks.NewestTime())));
        if (ends is not { Oldest: { } oldest, Newest: { } newest })
        {
            return;
        }

        var last = BlockKey.WatchOf(newest);
        for (long? watch = oldest; watch is { } present;)
        {
            cancellation.ThrowIfCancellationRequested();
            progress("blocks", (present - oldest) / (double)(last + 1 - oldest), Positions);
            watch = Guarded("the tracks", () => file.Read((blocks, reader) =>
            {
                var check = new WatchVerification(reader!, Tell);
                LongStatement.Run(reader!, cancellation, () =>
                {
                    check.Verify(present);
                    return 0;
                });
                (Blocks, Positions) = (Blocks + check.Blocks, Positions + check.Positions);
                return blocks!.NextWatch(present + 1);
            }));
        }
    }

    private static T Read<T>(SqliteConnections rows, CancellationToken cancellation, Func<SqliteConnection, T> query) =>
        rows.Read(reader => LongStatement.Run(reader, cancellation, () => query(reader)));

    private int Pages(SqliteConnection reader, string of, string name)
    {
        using var check = reader.CreateCommand();
        check.CommandText = $"PRAGMA integrity_check({of})";
        using var row = check.ExecuteReader();
        while (row.Read())
        {
            if (row.GetString(0) != "ok")
            {
                Tell($"{name}: {row.GetString(0).ReplaceLineEndings("; ")}");
            }
        }

        return 0;
    }

    /// <summary>What cannot be read is a finding, and the rest is read all the same.</summary>
    private T? Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (StoreException failure) when (failure.Fault is StoreFault.Damaged or StoreFault.InputOutput)
        {
            Tell($"{name}: {failure.InnerException?.Message ?? failure.Message}");
            return default;
        }
    }

    private void Tell(string problem)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(problem);
        }
    }
}
