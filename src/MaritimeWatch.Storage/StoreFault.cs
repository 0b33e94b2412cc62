namespace MaritimeWatch.Storage;

/// <summary>Why a store cannot do what it was asked.</summary>
public enum StoreFault : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>No space is left, or the size limit is reached. Passes by itself when space returns.</summary>
    Full,

    /// <summary>The file or its folder may not be written.</summary>
    NotWritable,

    /// <summary>The file is not a store, or is damaged.</summary>
    Damaged,

    /// <summary>Another process has the store open.</summary>
    InUse,

    /// <summary>The file was written by a newer version of the program.</summary>
    TooNew,

    /// <summary>The file system answered with an error.</summary>
    InputOutput,

    /// <summary>The store was made by an earlier version of the program, before there was an audit log.</summary>
    NoAudit,

    /// <summary>Anything else.</summary>
    Other,

    /// <summary>The database server cannot be reached, or does not answer. Passes by itself when it is back.</summary>
    Away,
}
