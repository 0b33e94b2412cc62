using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Replay;
using MaritimeWatch.Storage.Alarms;
using DeskAction = MaritimeWatch.Domain.Desk.OperatorAction;
using Severity = MaritimeWatch.Domain.Alerts.Severity;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>The alerts of a period by kind.</summary>
internal static class KindCounts
{
    private static readonly IReadOnlyList<Disposition> Dispositions = [.. Enum.GetValues<Disposition>().Where(disposition => disposition != Disposition.Unspecified)];

    /// <summary>Every kind of which anything was raised or done, the most raised first.</summary>
    public static IReadOnlyList<KindCount> Of(IReadOnlyList<AlarmRise> rises, IReadOnlyList<DeskAct> acts) =>
    [
        .. rises.Select(rise => rise.Kind).Concat(acts.Select(act => act.Transition.Kind)).Distinct()
            .Select(kind => Count(AlertNames.Kind(kind), [.. rises.Where(rise => rise.Kind == kind)], [.. acts.Where(act => act.Transition.Kind == kind)]))
            .OrderByDescending(count => count.Raised).ThenBy(count => count.Kind, StringComparer.Ordinal),
    ];

    private static KindCount Count(string kind, IReadOnlyList<AlarmRise> rises, IReadOnlyList<DeskAct> acts)
    {
        var raised = rises.Where(rise => rise.IsRaised).ToList();
        var closed = acts.Where(act => act.Transition.Action == DeskAction.Closed).CountBy(act => act.Status.Disposition).ToDictionary();
        return new KindCount(
            kind,
            raised.Count,
            rises.Where(rise => rise.Severity >= Severity.Alarm).DistinctBy(rise => rise.AlertId).Count(),
            acts.Count(act => act.Transition.Action == DeskAction.Shelved),
            Dispositions.ToDictionary(disposition => disposition.ToString().ToLowerInvariant(), disposition => closed.GetValueOrDefault(disposition)),
            raised.Count(rise => rise.IsOpen));
    }
}
