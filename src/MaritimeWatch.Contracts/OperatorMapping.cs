using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Contracts;

/// <summary>Transitions and statuses from the domain to the wire.</summary>
/// <remarks>Enum values carry the same numbers on both sides; a test pins them, since stored transitions outlive a release.</remarks>
public static class OperatorMapping
{
    /// <summary>The message of a transition.</summary>
    public static V1.AlertTransition ToProto(AlertTransition transition) => new()
    {
        Sequence = transition.Sequence,
        AlertId = transition.AlertId,
        Action = (V1.OperatorAction)transition.Action,
        Actor = transition.Actor,
        Time = WireTime.ToProto(transition.Time),
        Cause = transition.Cause,
        Status = ToProto(transition.Status),
    };

    /// <summary>The message of a status.</summary>
    public static V1.OperatorStatus ToProto(OperatorStatus status) => new()
    {
        State = (V1.OperatorState)status.State,
        StateTime = WireTime.ToProto(status.StateTime),
        AcknowledgedBy = status.AcknowledgedBy,
        Assignee = status.Assignee,
        ShelvedUntil = status.ShelvedUntil is { } until ? WireTime.ToProto(until) : null,
        ShelveReason = status.ShelveReason,
        Disposition = (V1.Disposition)status.Disposition,
        Priority = (V1.Severity)status.Priority,
        Etag = status.Etag,
    };
}
