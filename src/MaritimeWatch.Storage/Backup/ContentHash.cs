using System.Security.Cryptography;
using MaritimeWatch.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Backup;

/// <summary>All that a database holds in one hash: its version, its tables with their indexes, every row. Two files with the same one hold the same, however their pages lie.</summary>
internal static class ContentHash
{
    /// <summary>Reads all of it, some million rows a second.</summary>
    /// <param name="connection">Outside a transaction; nobody writes.</param>
    /// <returns>A SHA-256, 64 hexadecimal digits.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static string Of(SqliteConnection connection)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new CanonicalBytes();
        hash.AppendData(bytes.Begin("version").Number(connection.Number("PRAGMA user_version")).Written);
        Add("schema", "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
        foreach (var table in SqliteSchema.Tables(connection))
        {
            // Without an index the rows come in the order of their key, which a copy has too.
            Add(table, $"SELECT * FROM '{table}' NOT INDEXED");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string kind, string rows)
        {
            using var row = new RowCursor(connection, rows);
            while (row.Step())
            {
                bytes.Begin(kind);
                for (var column = 0; column < row.Columns; column++)
                {
                    // The chain of the audit log has no number with a fraction; a draught is one.
                    _ = row.Kind(column) == RowCursor.Real ? bytes.Number(BitConverter.DoubleToInt64Bits(row.Fraction(column))).Nothing() : bytes.Column(row, column);
                }

                hash.AppendData(bytes.Written);
            }
        }
    }
}
