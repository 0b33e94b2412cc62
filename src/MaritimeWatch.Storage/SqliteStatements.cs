using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>Short forms for the statements of this project.</summary>
internal static class SqliteStatements
{
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static string Text(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>A prepared statement whose parameters are <c>$1</c>, <c>$2</c> … in this order.</summary>
    public static SqliteCommand Prepared(this SqliteConnection connection, string sql, params SqliteType[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 1; number <= parameters.Length; number++)
        {
            command.Parameters.Add($"${number}", parameters[number - 1]);
        }

        command.Prepare();
        return command;
    }

    /// <summary>The same, kept by the connection when it is given back: for what is asked over and over. All of its parameters are whole numbers.</summary>
    public static LentStatement Lend(this SqliteConnection connection, string sql, int numbers = 0) => StatementShelf.Lend(connection, sql, numbers);

    public static void Set(this SqliteCommand command, int parameter, object? value) => command.Parameters[parameter].Value = value ?? DBNull.Value;
}
