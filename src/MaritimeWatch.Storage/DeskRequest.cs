using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage;

/// <summary>Something to be decided about an alert within the writer's transaction.</summary>
/// <param name="AlertId">Which alert.</param>
/// <param name="Actor">Who wants it; <see cref="OperatorStatus.System"/> for what time does.</param>
public sealed record DeskRequest(string AlertId, string Actor)
{
    /// <summary>From where and shown by what, for the audit log; empty where nobody called.</summary>
    public string Client { get; init; } = "";

    /// <summary>What a person wants; null where time has passed.</summary>
    public DeskCommand? Command { get; init; }

    /// <summary>When the system acts, where time has passed; null with a command.</summary>
    public DeskTimes? Times { get; init; }

    /// <summary>The actor's own id of the request: given again, nothing is done again. Empty for none.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The etag of the status as the caller knows it; empty not to compare.</summary>
    public string Etag { get; init; } = "";
}
