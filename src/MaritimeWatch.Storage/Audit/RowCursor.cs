using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Reads rows without making objects of their values: a verification reads a hundred million of them.</summary>
internal sealed class RowCursor : IDisposable
{
    // sqlite3.h, "Fundamental Datatypes".
    public const int Integer = 1;
    public const int Real = 2;
    public const int Text = 3;
    public const int Blob = 4;
    public const int Nothing = 5;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <param name="connection">Of a reader.</param>
    /// <param name="sql">With parameters <c>?1</c>, <c>?2</c> …</param>
    /// <param name="numbers">Their values.</param>
    public RowCursor(SqliteConnection connection, string sql, params ReadOnlySpan<long> numbers)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
        for (var number = 0; number < numbers.Length; number++)
        {
            raw.sqlite3_bind_int64(statement, number + 1, numbers[number]);
        }
    }

    /// <summary>Whether there is a row to look at.</summary>
    public bool HasRow { get; private set; }

    public int Columns => raw.sqlite3_column_count(statement);

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }

        return HasRow = result == raw.SQLITE_ROW;
    }

    /// <summary>Begins anew with other values.</summary>
    public RowCursor Again(params ReadOnlySpan<long> numbers)
    {
        _ = raw.sqlite3_reset(statement);
        for (var number = 0; number < numbers.Length; number++)
        {
            raw.sqlite3_bind_int64(statement, number + 1, numbers[number]);
        }

        return this;
    }

    public int Kind(int column) => raw.sqlite3_column_type(statement, column);

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public double Fraction(int column) => raw.sqlite3_column_double(statement, column);

    /// <summary>The bytes of a blob, or the UTF-8 of a text; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public string String(int column) => System.Text.Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => statement.Dispose();
}
