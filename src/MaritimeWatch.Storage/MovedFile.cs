using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaritimeWatch.Storage;

/// <summary>Whether a connection still reads the file of its name: a restore gives that name to another one.</summary>
internal static class MovedFile
{
    /// <summary>SQLITE_FCNTL_HAS_MOVED of sqlite3.h.</summary>
    private const int HasMoved = 20;

    /// <summary>Asks the file system; false where it cannot tell.</summary>
    /// <param name="connection">Open.</param>
    public static bool IsReadBy(SqliteConnection connection)
    {
        var moved = 0;
        return FileControl(connection.Handle!, "main", HasMoved, ref moved) == raw.SQLITE_OK && moved != 0;
    }

    // The library that the provider has loaded; the provider itself does not pass this on.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(sqlite3 database, string name, int operation, ref int answer);
}
