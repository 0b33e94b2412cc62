using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>The file with the tracks of the past: a row a block, where and when each block was, in an R*Tree, and how far each watch has been thinned.</summary>
/// <remarks>
/// The number of a block is its watch, its vessel and its part (<see cref="BlockKey"/>), so that the table needs no index: what is written together lies together, a vessel's track is one search a watch, and
/// deleting for age frees whole pages. Pages are of 32 KiB, because blocks of some kilobytes leave little room unused in them (decision 0581).
/// A file of its own, because the alert log commits a few hundred bytes at a time, which such pages would make dear.
/// </remarks>
internal sealed class BlockLayout : IStoreLayout
{
    /// <summary>The version of the file: 2 since blocks are written in pieces. The tables are those of 1, and its blocks are read as they are.</summary>
    public const int Version = 2;

    /// <summary>"MWtr": a file of tracks of ours.</summary>
    private const int ApplicationId = 0x4D57_7472;

    private const string Tables = """
        CREATE TABLE block(
          id      INTEGER PRIMARY KEY,
          since   INTEGER NOT NULL,
          until   INTEGER NOT NULL,
          count   INTEGER NOT NULL,
          payload BLOB    NOT NULL
        ) STRICT;

        CREATE TABLE watch_tier(
          watch   INTEGER PRIMARY KEY,
          seconds INTEGER NOT NULL
        ) STRICT;

        CREATE VIRTUAL TABLE block_place USING rtree_i32(id, since, until, south, north, west, east);
        """;

    public string Settings => "PRAGMA page_size = 32768;";

    public void Prepare(SqliteConnection connection, string path, Instant now)
    {
        if (Found(connection, path) is > 0 and var found)
        {
            if (found < Version)
            {
                connection.Run(FormattableString.Invariant($"PRAGMA user_version = {Version}"));
            }

            return;
        }

        if (connection.Number("SELECT count(*) FROM sqlite_schema") != 0)
        {
            throw new StoreException(StoreFault.Damaged, path);
        }

        connection.Run(FormattableString.Invariant($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT;"));
    }

    public void Check(SqliteConnection connection, string path)
    {
        if (Found(connection, path) == 0)
        {
            throw new StoreException(StoreFault.Damaged, path);
        }
    }

    /// <summary>The version of the tables; 0 where there are none.</summary>
    private static long Found(SqliteConnection connection, string path)
    {
        var version = connection.Number("PRAGMA user_version");
        if (version != 0 && connection.Number("PRAGMA application_id") != ApplicationId)
        {
            throw new StoreException(StoreFault.Damaged, path);
        }

        return version <= Version ? version : throw new StoreException(StoreFault.TooNew, path);
    }
}
