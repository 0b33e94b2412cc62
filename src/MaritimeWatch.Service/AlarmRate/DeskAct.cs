using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Storage.Alarms;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>What was done about an alert, with how it stood afterwards.</summary>
/// <param name="Transition">The entry of the log.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Status">How the alert stood then.</param>
internal sealed record DeskAct(AlarmTransition Transition, string Actor, OperatorStatus Status)
{
    public static DeskAct Of(AlarmTransition transition)
    {
        var message = AlertTransition.Parser.ParseFrom(transition.Payload);
        return new DeskAct(transition, message.Actor, message.Status);
    }

    /// <summary>
    /// The call that it is, or null: again after time or for worse, escalated, or back from a shelf on which nobody had acknowledged it. Whoever takes it from there himself is not called.
    /// </summary>
    public Annunciation? Call => Transition.Action switch
    {
        Domain.Desk.OperatorAction.Rearmed or Domain.Desk.OperatorAction.Escalated => Called(),
        Domain.Desk.OperatorAction.Unshelved when Status.State == OperatorState.Unacknowledged && Actor == Domain.Desk.OperatorStatus.System => Called(),
        _ => null,
    };

    private Annunciation Called() => new(Transition.Time, (Domain.Alerts.Severity)Status.Priority, Transition.AlertId, Transition.Kind, Transition.Mmsi, Transition.AssetId);
}
