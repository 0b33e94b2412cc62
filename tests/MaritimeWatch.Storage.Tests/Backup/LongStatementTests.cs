using MaritimeWatch.Storage.Backup;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests.Backup;

public sealed class LongStatementTests
{
    [Fact]
    public async Task Run_OfAStatementThatNeverEnds_EndsWhenItIsAskedToAndTheConnectionGoesOn()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var ending = new CancellationTokenSource();
        var running = Task.Run(() => LongStatement.Run(connection, ending.Token, () =>
        {
            // Asked before the statement has begun: it must not be lost.
            ending.Cancel();
            return connection.Number("WITH RECURSIVE counting(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counting) SELECT count(*) FROM counting");
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(7, connection.Number("SELECT 7"));
    }

    [Fact]
    public void Run_OfAStatementThatFails_SaysWhy()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Assert.Throws<SqliteException>(() => LongStatement.Run(connection, CancellationToken.None, () => connection.Number("SELECT number FROM nothing")));
    }
}
