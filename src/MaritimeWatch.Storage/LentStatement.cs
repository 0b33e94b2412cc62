using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>A prepared statement of a connection that keeps it for whoever asks next: to prepare one takes longer than to find a row with it. For one thread at a time, as its connection is.</summary>
internal sealed class LentStatement : IDisposable
{
    private readonly SqliteCommand command;
    private readonly Stack<SqliteCommand> shelf;
    private bool isBack;

    /// <param name="command">Prepared.</param>
    /// <param name="shelf">Where it belongs.</param>
    public LentStatement(SqliteCommand command, Stack<SqliteCommand> shelf) => (this.command, this.shelf) = (command, shelf);

    /// <summary>Sets a parameter.</summary>
    /// <param name="parameter">Which, from 0.</param>
    /// <param name="value">Its value.</param>
    public void Set(int parameter, object? value) => command.Set(parameter, value);

    /// <summary>Runs it.</summary>
    public SqliteDataReader ExecuteReader() => command.ExecuteReader();

    /// <summary>Runs it for the first column of the first row; null where there is none.</summary>
    public object? ExecuteScalar() => command.ExecuteScalar();

    /// <summary>Gives it back; whoever has it has read all that he wants from it.</summary>
    public void Dispose()
    {
        if (!isBack)
        {
            isBack = true;
            shelf.Push(command);
        }
    }
}
