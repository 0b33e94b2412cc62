using System.Globalization;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Commands;

/// <summary>What somebody, or the system, did about an alert as one line for a person: when, what, who, why, how it stands now.</summary>
internal static class TransitionText
{
    private const string Dim = "2";

    public static string Format(AlertTransition transition, TerminalStyle style)
    {
        var time = WireTime.ToDomain(transition.Time).ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var whose = transition is { Action: OperatorAction.Assigned, Status.Assignee: var assignee } ? assignee.Length == 0 ? " to nobody" : $" to {assignee}" : "";
        var until = transition is { Action: OperatorAction.Shelved, Status.ShelvedUntil: { } end } ? $" until {WireTime.ToDomain(end)}" : "";
        var why = transition.Cause.Length == 0 ? "" : $": {transition.Cause}";
        var what = AlertText.Clean($"{transition.Action.ToString().ToLowerInvariant()}{whose}{until} by {transition.Actor}{why}");
        return $"{style.Paint(time, Dim)}  {style.Paint($"→ {what}", "36")}  {style.Paint(AlertText.Clean($"{transition.AlertId}, now {State(transition.Status.State)}"), Dim)}";
    }

    private static string State(OperatorState state) => state == OperatorState.ClearedUnacknowledged ? "cleared, unacknowledged" : state.ToString().ToLowerInvariant();
}
