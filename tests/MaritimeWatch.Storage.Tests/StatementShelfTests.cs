using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Tests;

public sealed class StatementShelfTests : IDisposable
{
    private const string Larger = "SELECT number FROM one WHERE number >= $1 ORDER BY number";

    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public StatementShelfTests()
    {
        connection.Open();
        connection.Run("CREATE TABLE one(number INTEGER); INSERT INTO one VALUES (1), (2), (3)");
    }

    public void Dispose() => connection.Dispose();

    [Fact]
    public void Lend_WhileAnotherReadsByTheSameText_LetsBothReadOn()
    {
        using var one = connection.Lend(Larger, numbers: 1);
        using var other = connection.Lend(Larger, numbers: 1);
        one.Set(0, 1L);
        other.Set(0, 3L);
        using var first = one.ExecuteReader();
        Assert.True(first.Read());

        Assert.Equal(3L, other.ExecuteScalar());
        Assert.True(first.Read());
        Assert.Equal(2L, first.GetInt64(0));
    }

    [Fact]
    public void Lend_OfOneGivenBackHalfRead_BeginsAnew()
    {
        using (var one = connection.Lend(Larger, numbers: 1))
        {
            one.Set(0, 1L);
            using var row = one.ExecuteReader();
            Assert.True(row.Read());
        }

        using var again = connection.Lend(Larger, numbers: 1);
        again.Set(0, 2L);

        Assert.Equal(2L, again.ExecuteScalar());
    }

    [Fact]
    public void Lend_InAnotherTransactionThanBefore_RunsInThatOne()
    {
        for (var round = 0; round < 3; round++)
        {
            using var moment = round == 1 ? null : connection.BeginTransaction(deferred: true);
            using var one = connection.Lend(Larger, numbers: 1);
            one.Set(0, 2L);
            Assert.Equal(2L, one.ExecuteScalar());
        }
    }

    [Fact]
    public void Lend_OfOnePreparedBeforeTheTableChanged_SeesItAsItIs()
    {
        Assert.Equal(3L, Count());
        connection.Run("ALTER TABLE one ADD COLUMN name TEXT; INSERT INTO one VALUES (4, 'four')");

        Assert.Equal(4L, Count());
    }

    [Fact]
    public void Dispose_OfTheSameLoanTwice_GivesItToOneCallerOnly()
    {
        var one = connection.Lend(Larger, numbers: 1);
        one.Dispose();
        one.Dispose();
        using var first = connection.Lend(Larger, numbers: 1);
        using var second = connection.Lend(Larger, numbers: 1);
        first.Set(0, 1L);
        second.Set(0, 3L);

        Assert.Equal(1L, first.ExecuteScalar());
    }

    private object? Count()
    {
        using var count = connection.Lend("SELECT count(*) FROM one");
        return count.ExecuteScalar();
    }
}
