using MaritimeWatch.Domain;
using MaritimeWatch.Storage.Backup;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage.Tests;

/// <summary>A store of an earlier version becomes one of this version, whole or not at all (FLT-14).</summary>
public sealed class MigrationTests : IDisposable
{
    /// <summary>The tables that version 4 added.</summary>
    internal static readonly string[] Past = ["import_file", "import_watch", "chart", "chart_use", "charted_shape", "crossing", "crossing_cover"];

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Prepare_InterruptedAtEveryStep_LeavesTheStoreAsItWasUntilItIsDone(int version)
    {
        Make(version);
        var before = Content(version);
        var steps = 0;
        for (var done = false; !done; steps++)
        {
            using var connection = Open();
            var left = 1L << Math.Min(steps, 62);
            var budget = steps < 12 ? left : 4_096L * (steps - 10);
            raw.sqlite3_progress_handler(connection.Handle, 1, _ => --budget < 0 ? 1 : 0, null);
            try
            {
                SqliteSchema.Prepare(connection, folder.Database, Given.Epoch);
                done = true;
            }
            catch (SqliteException interrupted)
            {
                Assert.Equal(raw.SQLITE_INTERRUPT, interrupted.SqliteErrorCode);
            }

            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
            connection.Dispose();
            if (!done)
            {
                Assert.Equal(before, Content(version));
                Assert.Empty(Directory.GetFiles(folder.Root, "*.part*"));
            }
        }

        Assert.True(steps > 5, $"it was interrupted {steps - 1} times only");
        using var store = folder.Open();
        Assert.Equal(version == 1 ? 6 : 0, store.Alerts.ReadAfter(0, 10).Count);
        Assert.Null(store.Check(CancellationToken.None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Open_OfAnEarlierVersion_KeepsACopyOfItFirst(int version)
    {
        Make(version);
        var before = Content(version);

        folder.Open().Dispose();

        var copy = OlderStore.PathOf(folder.Database, version);
        Assert.Equal(before, Content(version, copy));
        File.Move(copy, folder.Database, overwrite: true);
        using var again = folder.Open();
        Assert.Null(again.Check(CancellationToken.None));
    }

    [Fact]
    public void Open_OfAnEarlierVersionAgain_KeepsASecondCopyOnlyOfWhatTheFirstHasNot()
    {
        Make(3);
        var first = OlderStore.PathOf(folder.Database, 3);
        File.Copy(folder.Database, folder.Database + ".mine");
        folder.Open().Dispose();
        var bytes = File.ReadAllBytes(first);

        // Back to the older program, which does nothing; then, which stores something; the newer one each time after it.
        File.Copy(folder.Database + ".mine", folder.Database, overwrite: true);
        folder.Open().Dispose();
        Assert.False(File.Exists(first + ".2"));
        File.Copy(folder.Database + ".mine", folder.Database, overwrite: true);
        using (var older = Open())
        using (var command = older.CreateCommand())
        {
            command.CommandText = "INSERT INTO position SELECT hour, mmsi, time + 1, latitude, longitude, speed, course, heading, rate_of_turn, station_class, status, high_accuracy FROM position";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var before = Content(3);
        folder.Open().Dispose();
        Assert.Equal(bytes, File.ReadAllBytes(first));
        Assert.Equal(before, Content(3, first + ".2"));
        Assert.Equal(new FileInfo(first).Length + new FileInfo(first + ".2").Length, StoreReading.Of(folder.Database).OlderCopyBytes);
    }

    [Theory]
    [InlineData("UPDATE position SET speed = speed + 1")]
    [InlineData("CREATE INDEX position_by_time ON position(time)")]
    public void Open_BesideACopyWithAsManyRowsOfOtherContent_KeepsItsOwn(string change)
    {
        Make(3);
        var first = OlderStore.PathOf(folder.Database, 3);
        File.Copy(folder.Database, first);
        Change(first, change);
        var before = ContentOf(folder.Database);
        var bytes = File.ReadAllBytes(first);

        folder.Open().Dispose();

        Assert.Equal(bytes, File.ReadAllBytes(first));
        Assert.Equal(before, ContentOf(first + ".2"));
    }

    [Fact]
    public void Open_BesideACopyThatWasCutOff_KeepsItsOwn()
    {
        Make(3);
        var first = OlderStore.PathOf(folder.Database, 3);
        File.WriteAllBytes(first, File.ReadAllBytes(folder.Database)[..^4_096]);
        var before = ContentOf(folder.Database);

        folder.Open().Dispose();

        Assert.Equal(before, ContentOf(first + ".2"));
    }

    [Theory]
    [InlineData("UPDATE vessel SET draught = draught + 0.1", null)]
    [InlineData(null, 4_096)]
    public void Keep_WhereTheCopyReadsBackOtherwise_ChangesAndLeavesNothing(string? change, int? cut)
    {
        Make(1);
        Change(folder.Database, "INSERT INTO vessel(mmsi, time, draught, message_type) VALUES (219000606, 1, 7.5, 5)");
        var before = File.ReadAllBytes(folder.Database);
        using (var connection = Open())
        {
            var refused = Assert.Throws<StoreException>(() => OlderStore.Keep(connection, folder.Database, 1, written =>
            {
                if (change is not null)
                {
                    Change(written, change);
                }
                else
                {
                    using var file = File.OpenWrite(written);
                    file.SetLength(file.Length - cut!.Value);
                }
            }));
            Assert.Contains("test.db.v1, which is kept before its tables change, does not read back as it was written", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(folder.Database));
        Assert.Equal([folder.Database], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task OpenForReading_OfTheVersionBefore_AnswersWhatItKnows()
    {
        Make(3);
        using (var reading = SqliteStore.OpenForReading(folder.Database))
        {
            Assert.Empty(reading.Crossings.Covered("nemo-link", "s", Instant.MinValue, Instant.MaxValue));
            Assert.Empty(reading.Crossings.OfAsset("nemo-link", "s", Instant.MinValue, Instant.MaxValue, null, 1));
            Assert.Empty(reading.Crossings.OfVessel(Given.Yi, Instant.MinValue, Instant.MaxValue, (_, _) => true, null, 1));
            Assert.Null(reading.Charts.InForce(Given.Epoch));
            Assert.Empty(reading.Charts.Uses());
            Assert.Equal(0, reading.Crossings.Count());
            Assert.Single(reading.Tracks.GetTrack(Given.Yi, Given.Epoch, Given.Epoch + TimeSpan.FromHours(1), 10));
        }

        Assert.Equal(3, StoreReading.Of(folder.Database).SchemaVersion);
        using var store = folder.Open();
        Assert.Single(store.Tracks.GetTrack(Given.Yi, Given.Epoch, Given.Epoch + TimeSpan.FromHours(1), 10));
        Assert.Equal(1, (await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes)).Single().Event.Sequence);
    }

    private void Make(int version)
    {
        if (version == 1)
        {
            FirstSchema.Make(folder.Database);
            return;
        }

        // Version 3 is the present one without what version 4 added.
        using (var store = folder.Open())
        {
            Assert.True(store.Tracks.TryAppend(Given.Position(1)));
        }

        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(Past.Select(table => $"DROP TABLE {table};")) + "PRAGMA user_version = 3;";
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open(string? file = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file ?? folder.Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void Change(string file, string sql)
    {
        using var connection = Open(file);
        connection.Run(sql);
    }

    private string ContentOf(string file)
    {
        using var connection = Open(file);
        return ContentHash.Of(connection);
    }

    /// <summary>Version, schema and rows of a store.</summary>
    private string Content(int version, string? file = null)
    {
        using var connection = Open(file);
        Assert.Equal(version, connection.Number("PRAGMA user_version"));
        using var schema = connection.CreateCommand();
        schema.CommandText = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
        return schema.ExecuteScalar() + string.Concat(SqliteSchema.Tables(connection).Select(table => $"{table}:{connection.Number($"SELECT count(*) FROM {table}")};"));
    }
}
