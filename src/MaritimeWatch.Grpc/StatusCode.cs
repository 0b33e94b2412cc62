namespace MaritimeWatch.Grpc;

/// <summary>How a call ended; numbers and meanings as gRPC publishes them ("Status codes and their use in gRPC").</summary>
public enum StatusCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>Cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>No other code fits.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first.</summary>
    DeadlineExceeded = 4,

    /// <summary>No such thing.</summary>
    NotFound = 5,

    /// <summary>It is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a queue or a size limit is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs.</summary>
    FailedPrecondition = 9,

    /// <summary>Aborted by a concurrent change.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>Not offered here.</summary>
    Unimplemented = 12,

    /// <summary>A fault of the server or of the protocol.</summary>
    Internal = 13,

    /// <summary>Not at present; worth trying again.</summary>
    Unavailable = 14,

    /// <summary>Data lost or broken beyond repair.</summary>
    DataLoss = 15,

    /// <summary>No valid credentials.</summary>
    Unauthenticated = 16,
}
