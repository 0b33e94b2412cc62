using Microsoft.Data.Sqlite;

namespace MaritimeWatch.Storage;

/// <summary>A store cannot be opened, read or written. The message is for a person: it names the file and what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>A fault of the store at <paramref name="path"/>.</summary>
    public StoreException(StoreFault fault, string path, Exception? cause = null)
        : base($"the store '{path}' {InWords(fault, cause)}", cause)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>What is wrong.</summary>
    public StoreFault Fault { get; }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>The fault that a result code of SQLite stands for (sqlite.org/rescode.html).</summary>
    internal static StoreFault FaultOf(SqliteException failure) => failure.SqliteErrorCode switch
    {
        5 or 6 => StoreFault.InUse,
        8 or 14 or 23 => StoreFault.NotWritable,
        10 => StoreFault.InputOutput,
        11 or 26 => StoreFault.Damaged,
        13 => StoreFault.Full,
        _ => StoreFault.Other,
    };

    private static string InWords(StoreFault fault, Exception? cause) => fault switch
    {
        StoreFault.Full => "is full: no space is left for it; free space or raise its size limit",
        StoreFault.NotWritable => "cannot be opened for writing; check that its folder exists and may be written",
        StoreFault.Damaged when cause is InvalidDataException => $"is damaged: {cause.Message}; restore a backup",
        StoreFault.Damaged => "is damaged or is no MaritimeWatch store; move it away, or restore a backup",
        StoreFault.InUse when cause is InvalidOperationException => $"is in use by another process, which {cause.Message}",
        StoreFault.InUse => "is in use by another process",
        StoreFault.TooNew => $"was written by a newer version of this program, which knows schema {SqliteSchema.Version}; update the program",
        StoreFault.NoAudit => "has no audit log: it is of an earlier version; the service makes one at its next start",
        StoreFault.Away => $"cannot be asked at present: {cause?.Message}",
        StoreFault.InputOutput => $"cannot be read or written: {cause?.Message}",
        _ => $"failed: {cause?.Message}",
    };
}
