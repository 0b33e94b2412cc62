using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Domain.Desk;

/// <summary>The life of an alert among the people who watch, beside that of its evidence: a pure function of what happened.</summary>
/// <remarks>
/// After IMO BAM (MSC.302(87)) and IEC 62682: acknowledged lasts until the condition ends, gets worse or the acknowledgement times out; what ended
/// unseen waits to be seen; an unacknowledged warning becomes an alarm. Shelving and assignment are flags of an active alert, never states, and
/// shelving is not acknowledging. What an alert event says by itself (raised; ended or retracted while nobody had touched it) makes no transition.
/// </remarks>
public static class OperatorCycle
{
    /// <summary>How an alert stands with its first event.</summary>
    public static OperatorStatus Appeared(AlertEvent alert, Instant time)
    {
        var raised = new OperatorStatus
        {
            State = OperatorState.Unacknowledged, StateTime = time, TimedFrom = time, Severity = alert.Severity, IsTrue = true,
        };
        return OnEvidence(raised, alert, time).Status ?? raised;
    }

    /// <summary>A person does something.</summary>
    public static DeskVerdict OnCommand(OperatorStatus status, DeskCommand command, string actor, Instant time) => command.Verb switch
    {
        DeskVerb.Acknowledge => Acknowledge(status, command, actor, time),
        DeskVerb.Assign => Assign(status, command),
        DeskVerb.Comment => DeskVerdict.Transition(OperatorAction.Commented, status, command.Note),
        DeskVerb.Shelve => Shelve(status, command, time),
        DeskVerb.Unshelve => Unshelve(status, command, time),
        DeskVerb.Close => Close(status, command, time),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Verb, "no verb of the desk"),
    };

    /// <summary>The evidence has changed.</summary>
    public static DeskVerdict OnEvidence(OperatorStatus status, AlertEvent alert, Instant time) => alert.State switch
    {
        AlertState.Closed => Ended(status, alert, time),
        AlertState.Retracted => Retracted(status, alert, time),
        _ => Holds(status, alert, time),
    };

    /// <summary>Time has passed.</summary>
    public static DeskVerdict OnTime(OperatorStatus status, DeskTimes times, Instant time)
    {
        if (!status.IsActive)
        {
            return DeskVerdict.Nothing;
        }

        if (status.ShelvedUntil is { } until)
        {
            return time < until ? DeskVerdict.Nothing : DeskVerdict.Transition(OperatorAction.Unshelved, InSight(status) with { TimedFrom = time }, "the time of shelving is over");
        }

        if (status.State == OperatorState.Acknowledged && time >= status.TimedFrom + times.AcknowledgeTimeout)
        {
            return Rearmed(status, time, $"the acknowledgement by {status.AcknowledgedBy} timed out");
        }

        return status is { State: OperatorState.Unacknowledged, Priority: Severity.Warning } && time >= status.TimedFrom + times.EscalateAfter
            ? DeskVerdict.Transition(OperatorAction.Escalated, status with { EscalatedTo = Severity.Alarm }, "nobody acknowledged it in time")
            : DeskVerdict.Nothing;
    }

    private static DeskVerdict Acknowledge(OperatorStatus status, DeskCommand command, string actor, Instant time) => status.State switch
    {
        OperatorState.Acknowledged => DeskVerdict.Refused($"is acknowledged already, by {status.AcknowledgedBy}"),
        OperatorState.Closed => DeskVerdict.Refused($"is closed already, by {status.ChangedBy}"),
        var state => DeskVerdict.Transition(
            OperatorAction.Acknowledged,
            status with
            {
                State = state == OperatorState.ClearedUnacknowledged ? OperatorState.Closed : OperatorState.Acknowledged,
                StateTime = time, TimedFrom = time, AcknowledgedBy = actor, SeenSeverity = status.Severity,
            },
            command.Note),
    };

    private static DeskVerdict Assign(OperatorStatus status, DeskCommand command)
    {
        if (!status.IsActive)
        {
            return Inactive(status, "assigned");
        }

        return status.Assignee == command.Assignee
            ? DeskVerdict.Refused(command.Assignee.Length == 0 ? "is nobody's already" : $"is {command.Assignee}'s already")
            : DeskVerdict.Transition(OperatorAction.Assigned, status with { Assignee = command.Assignee }, command.Note);
    }

    private static DeskVerdict Shelve(OperatorStatus status, DeskCommand command, Instant time)
    {
        if (command.ShelveFor <= TimeSpan.Zero || command.ShelveFor > DeskCommand.LongestShelving)
        {
            return DeskVerdict.Refused($"can be shelved for up to {DeskCommand.LongestShelving.TotalHours:0} h");
        }

        return status.IsActive
            ? DeskVerdict.Transition(OperatorAction.Shelved, status with { ShelvedUntil = time + command.ShelveFor, ShelveReason = command.Note }, command.Note)
            : Inactive(status, "shelved");
    }

    private static DeskVerdict Unshelve(OperatorStatus status, DeskCommand command, Instant time) => status.ShelvedUntil is null
        ? DeskVerdict.Refused("is not shelved")
        : DeskVerdict.Transition(OperatorAction.Unshelved, InSight(status) with { TimedFrom = time }, command.Note);

    private static DeskVerdict Close(OperatorStatus status, DeskCommand command, Instant time)
    {
        if (command.Disposition == Disposition.Unspecified)
        {
            return DeskVerdict.Refused("is closed only with what it turned out to be");
        }

        // What was acknowledged and ended by itself is closed, but nobody has said yet what it was.
        return status.State == OperatorState.Closed && status.Disposition != Disposition.Unspecified
            ? DeskVerdict.Refused($"is closed already, by {status.ChangedBy}")
            : DeskVerdict.Transition(
                OperatorAction.Closed,
                InSight(status) with
                {
                    State = OperatorState.Closed, StateTime = status.State == OperatorState.Closed ? status.StateTime : time,
                    Disposition = command.Disposition, SeenSeverity = status.Severity,
                },
                command.Note);
    }

    private static DeskVerdict Ended(OperatorStatus status, AlertEvent alert, Instant time)
    {
        var ended = status with { Severity = alert.Severity, IsTrue = false };
        return status.State switch
        {
            OperatorState.Unacknowledged => Told(status, OperatorAction.Cleared, InSight(ended) with { State = OperatorState.ClearedUnacknowledged, StateTime = time }, "its condition ended"),
            OperatorState.Acknowledged => DeskVerdict.Transition(
                OperatorAction.Closed, InSight(ended) with { State = OperatorState.Closed, StateTime = time }, "its condition ended after it was acknowledged"),
            _ => Kept(status, ended),
        };
    }

    private static DeskVerdict Retracted(OperatorStatus status, AlertEvent alert, Instant time)
    {
        var retracted = status with { Severity = alert.Severity, IsTrue = false };
        return status.State == OperatorState.Closed
            ? Kept(status, retracted)
            : Told(status, OperatorAction.Closed, InSight(retracted) with { State = OperatorState.Closed, StateTime = time }, "retracted");
    }

    private static DeskVerdict Holds(OperatorStatus status, AlertEvent alert, Instant time)
    {
        var now = status with { Severity = alert.Severity, IsTrue = true };
        if (!status.IsTrue)
        {
            return Rearmed(now with { EscalatedTo = Severity.Unspecified }, time, "it came back");
        }

        if (status.State is OperatorState.Acknowledged or OperatorState.Closed)
        {
            return alert.Severity > status.SeenSeverity
                ? Rearmed(now, time, $"its severity rose from {Word(status.SeenSeverity)} to {Word(alert.Severity)}")
                : Kept(status, now);
        }

        // It sounds anyhow; but out of sight nobody would notice.
        return status.ShelvedUntil is not null && alert.Severity > status.Severity
            ? DeskVerdict.Transition(
                OperatorAction.Unshelved, InSight(now) with { TimedFrom = time }, $"its severity rose from {Word(status.Severity)} to {Word(alert.Severity)}")
            : Kept(status, now);
    }

    private static DeskVerdict Rearmed(OperatorStatus status, Instant time, string cause) => DeskVerdict.Transition(
        OperatorAction.Rearmed,
        InSight(status) with
        {
            State = OperatorState.Unacknowledged, StateTime = time, TimedFrom = time,
            AcknowledgedBy = "", SeenSeverity = Severity.Unspecified, Disposition = Disposition.Unspecified,
        },
        cause);

    private static DeskVerdict Told(OperatorStatus before, OperatorAction action, OperatorStatus after, string cause) =>
        before.IsTouched ? DeskVerdict.Transition(action, after, cause) : DeskVerdict.Silent(after);

    private static DeskVerdict Kept(OperatorStatus before, OperatorStatus after) => before == after ? DeskVerdict.Nothing : DeskVerdict.Silent(after);

    private static DeskVerdict Inactive(OperatorStatus status, string done) => DeskVerdict.Refused(
        status.State == OperatorState.Closed ? $"is closed and cannot be {done}" : $"has ended and cannot be {done}; acknowledge or close it");

    private static OperatorStatus InSight(OperatorStatus status) => status with { ShelvedUntil = null, ShelveReason = "" };

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
