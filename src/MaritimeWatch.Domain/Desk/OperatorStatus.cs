using System.Globalization;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Domain.Desk;

/// <summary>How the people who watch stand to an alert.</summary>
public sealed record OperatorStatus
{
    /// <summary>The actor of what nobody did.</summary>
    public const string System = "system";

    /// <summary>Where it stands.</summary>
    public required OperatorState State { get; init; }

    /// <summary>When it came to stand there, by the service's clock.</summary>
    public required Instant StateTime { get; init; }

    /// <summary>Who acknowledged it; empty where nobody did since it last sounded.</summary>
    public string AcknowledgedBy { get; init; } = "";

    /// <summary>Whose it is; empty where nobody's.</summary>
    public string Assignee { get; init; } = "";

    /// <summary>Out of sight until then; null where it is in sight.</summary>
    public Instant? ShelvedUntil { get; init; }

    /// <summary>Why it is shelved.</summary>
    public string ShelveReason { get; init; } = "";

    /// <summary>What it turned out to be.</summary>
    public Disposition Disposition { get; init; }

    /// <summary>Severity of the newest evidence.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The severity that somebody knew when he acknowledged or closed it: only what is worse sounds again.</summary>
    public Severity SeenSeverity { get; init; }

    /// <summary>What it rose to because nobody acknowledged it.</summary>
    public Severity EscalatedTo { get; init; }

    /// <summary>Whether its condition holds.</summary>
    public required bool IsTrue { get; init; }

    /// <summary>Whether there is a transition of it on the feed. Without one, the alert events alone tell how it stands.</summary>
    public bool IsTouched { get; init; }

    /// <summary>Escalation and the acknowledge time-out count from here.</summary>
    public required Instant TimedFrom { get; init; }

    /// <summary>Sequence of what changed the status last.</summary>
    public long Changed { get; init; }

    /// <summary>Who changed the status last.</summary>
    public string ChangedBy { get; init; } = System;

    /// <summary>How it sounds: its severity, or a higher one where it escalated. A notice does not escalate.</summary>
    public Severity Priority => Severity > Severity.Notice && EscalatedTo > Severity ? EscalatedTo : Severity;

    /// <summary>Changes with every change of the status.</summary>
    public string Etag => Changed.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Whether its condition holds and nobody has closed it.</summary>
    public bool IsActive => State is OperatorState.Unacknowledged or OperatorState.Acknowledged;
}
