namespace MaritimeWatch.Domain.Desk;

/// <summary>What comes of something that happened to an alert: a new status with or without a transition, nothing, or a refusal.</summary>
public readonly record struct DeskVerdict
{
    /// <summary>The new status, or null where it stays.</summary>
    public OperatorStatus? Status { get; private init; }

    /// <summary>The transition, or <see cref="OperatorAction.Unspecified"/> where there is none.</summary>
    public OperatorAction Action { get; private init; }

    /// <summary>Why, for the transition.</summary>
    public string Cause { get; private init; }

    /// <summary>Why it cannot be, as a clause that follows the alert's name; or null.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Nothing changes.</summary>
    public static DeskVerdict Nothing => new() { Cause = "" };

    /// <summary>The status changes, and the feed is told.</summary>
    public static DeskVerdict Transition(OperatorAction action, OperatorStatus status, string cause) =>
        new() { Action = action, Status = status with { IsTouched = true }, Cause = cause };

    /// <summary>The status changes as the alert event that changed it says by itself.</summary>
    public static DeskVerdict Silent(OperatorStatus status) => new() { Status = status, Cause = "" };

    /// <summary>It does not fit how the alert stands.</summary>
    public static DeskVerdict Refused(string because) => new() { Refusal = because, Cause = "" };
}
