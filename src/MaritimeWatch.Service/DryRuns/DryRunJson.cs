using MaritimeWatch.Domain;
using MaritimeWatch.Service.Comparison;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>A dry run as the service tells it.</summary>
internal static class DryRunJson
{
    /// <param name="run">The dry run.</param>
    /// <param name="isWhole">Whether its alerts are listed, or only counted.</param>
    public static object Of(DryRun run, bool isWhole)
    {
        var (plan, now, progress) = (run.Plan, run.Now, run.Progress);
        return new
        {
            run.Id,
            plan.Name,
            plan.By,
            state = now.State.ToString().ToUpperInvariant(),
            now.Problem,
            plan.From,
            plan.To,
            progress = now.State == DryRunState.Done ? 1 : Math.Round(progress?.Share ?? 0, 3),
            eventTime = progress is { } reached && reached.EventTime != Instant.MinValue ? reached.EventTime : (Instant?)null,
            positions = progress?.Reports ?? 0,
            startedAt = Time(now.StartedAt),
            endedAt = Time(now.EndedAt),
            settingsHash = new { inForce = plan.InForce.Hash(), changed = plan.Changed.Hash() },
            plan.ChangedKeys,
            result = now.Result is { } result ? isWhole ? Whole(result) : Counted(result) : null,
            isCut = now.Result?.IsCut ?? false,
        };
    }

    private static object Counted(DryRunResult result) => new { result.InForce, result.Changed, result.Headline };

    private static object Whole(DryRunResult result) => new
    {
        result.InForce,
        result.Changed,
        onlyInForce = result.OnlyInForce.Select(ComparisonJson.Alert),
        onlyChanged = result.OnlyChanged.Select(ComparisonJson.Alert),
        differently = result.Differently.Select(change => new
        {
            change.Before.AlertId, change.Before.Kind, change.Before.Mmsi, change.After.VesselName, before = ComparisonJson.Alert(change.Before), after = ComparisonJson.Alert(change.After), words = change.InWords(),
        }),
        result.Headline,
    };

    private static Instant? Time(DateTimeOffset? time) => time is { } at ? new Instant(at.ToUnixTimeMilliseconds()) : null;
}
