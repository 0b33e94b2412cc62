using MaritimeWatch.Domain;
using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>What a database file of ours holds: how its tables are made, and how it is known again.</summary>
internal interface IStoreLayout
{
    /// <summary>Statements for the writing connection before anything else is done; they may fix what a file cannot change later.</summary>
    string Settings { get; }

    /// <summary>Makes what is missing, in one transaction; refuses a file of another making.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="path">The file, for the refusal.</param>
    /// <param name="now">This moment.</param>
    /// <exception cref="StoreException">It is too new, or another program's.</exception>
    void Prepare(SqliteConnection connection, string path, Instant now);

    /// <summary>Refuses, for a reader, what cannot be read.</summary>
    /// <exception cref="StoreException">It is too new, or another program's.</exception>
    void Check(SqliteConnection connection, string path);
}
