using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>The prepared statements of a connection that nobody uses just now; there are as many texts as this project has. They end with it.</summary>
internal sealed class StatementShelf
{
    private static readonly ConditionalWeakTable<SqliteConnection, StatementShelf> Shelves = [];

    private readonly Dictionary<string, Stack<SqliteCommand>> free = [];

    /// <summary>Lends a statement of the connection, prepared where it has none to spare.</summary>
    /// <param name="connection">Whose.</param>
    /// <param name="sql">Its text; the same text has the same parameters.</param>
    /// <param name="numbers">How many parameters <c>$1</c>, <c>$2</c> … it has, whole numbers all.</param>
    public static LentStatement Lend(SqliteConnection connection, string sql, int numbers)
    {
        var shelf = Shelves.GetOrCreateValue(connection);
        if (!shelf.free.TryGetValue(sql, out var those))
        {
            shelf.free.Add(sql, those = new Stack<SqliteCommand>());
        }

        if (!those.TryPop(out var command))
        {
            return new LentStatement(connection.Prepared(sql, [.. Enumerable.Repeat(SqliteType.Integer, numbers)]), those);
        }

        // The provider wants a command to name the transaction it runs in, and tells it to new ones alone.
        using var told = connection.CreateCommand();
        command.Transaction = told.Transaction;
        return new LentStatement(command, those);
    }
}
