namespace MaritimeWatch.Storage;

/// <summary>What came of a request to the desk.</summary>
public enum DeskOutcome : byte
{
    /// <summary>Nothing was to be done.</summary>
    Nothing,

    /// <summary>The transition is in the log, durably.</summary>
    Done,

    /// <summary>A request of this actor with this id was done before; its transition is given again.</summary>
    Repeated,

    /// <summary>This actor used the request's id for something else before.</summary>
    RequestIdTaken,

    /// <summary>There is no such alert.</summary>
    NotFound,

    /// <summary>Somebody else was faster: the etag is not that of the status.</summary>
    Overtaken,

    /// <summary>It does not fit how the alert stands.</summary>
    Refused,
}
