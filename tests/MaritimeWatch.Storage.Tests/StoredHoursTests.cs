using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests;

/// <summary>Which hours are asked for: those with positions, however far apart.</summary>
public sealed class StoredHoursTests : IDisposable
{
    private const long Hour = 3_600;

    /// <summary>2024-11-17T00:00:00Z, <see cref="Given.Epoch"/>.</summary>
    private const long EpochHour = 1_731_801_600 / Hour;

    /// <summary>3,000 years before: 26 million hours that nobody may count through.</summary>
    private const long LongAgo = EpochHour - 26_000_000;

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(long.MinValue, long.MaxValue, "L 0 2 5")]
    [InlineData(EpochHour, EpochHour + 5, "0 2 5")]
    [InlineData(EpochHour + 1, EpochHour + 4, "2")]
    [InlineData(EpochHour + 3, EpochHour + 4, "")]
    [InlineData(EpochHour + 6, long.MaxValue, "")]
    [InlineData(EpochHour + 2, EpochHour + 1, "")]
    public void Forwards_BetweenTwoHours_AreThoseStored(long first, long last, string expected)
    {
        using var reader = Stored();

        Assert.Equal(expected, Names(StoredHours.Forwards(reader, first, last)));
    }

    [Fact]
    public void Backwards_FromTheNewest_AreAllThatAreStored()
    {
        using var reader = Stored();

        Assert.Equal("5 2 0 L", Names(StoredHours.Backwards(reader)));
    }

    [Fact]
    public async Task Queries_WithOneRowFromLongAgo_SearchOnlyTheHoursStored()
    {
        using (var store = folder.Open())
        {
            foreach (var second in new[] { 0, 10, 2 * (int)Hour, 5 * (int)Hour })
            {
                store.Tracks.TryAppend(Given.Position(second));
            }

            await store.Tracks.FlushAsync();
        }

        LongAgoRow(folder.Database);
        using var reopened = folder.Open();

        Assert.Equal(5, reopened.Tracks.GetThinnedTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 100).StoredCount);
        Assert.Equal(5, reopened.Tracks.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 100).Count);
        Assert.Null(reopened.Tracks.LastPosition(new Mmsi(1)));
    }

    [Fact]
    public void GetThinnedTrack_WhoseCallerIsGone_IsEnded()
    {
        using var store = folder.Open();

        Assert.Throws<OperationCanceledException>(() => store.Tracks.GetThinnedTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 100, new CancellationToken(canceled: true)));
    }

    private static string Names(IEnumerable<long> hours) => string.Join(' ', hours.Select(hour => hour == LongAgo ? "L" : $"{hour - EpochHour}"));

    private static SqliteConnection Stored()
    {
        var connection = SqliteConnections.Fresh();
        foreach (var hour in new[] { LongAgo, EpochHour, EpochHour, EpochHour + 2, EpochHour + 5 })
        {
            Insert(connection, hour);
        }

        return connection;
    }

    private static void LongAgoRow(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Insert(connection, LongAgo);
    }

    private static void Insert(SqliteConnection connection, long hour) => connection.Run(FormattableString.Invariant(
        $"""
        INSERT OR IGNORE INTO position (hour, {Positions.RowReader.Columns})
        VALUES ({hour}, {hour * Hour}, {Given.Yi.Value}, 30900000, 1350000, 12, 934, 91, 0, 1, 1, 0)
        """));
}
