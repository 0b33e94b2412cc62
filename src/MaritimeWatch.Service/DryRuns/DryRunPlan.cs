using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.DryRuns;

/// <summary>A dry run that can begin: what was asked for is checked.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="By">Their name.</param>
/// <param name="Name">What they call it.</param>
/// <param name="From">First event time at which an alert counts.</param>
/// <param name="To">Just after the last.</param>
/// <param name="InForce">The thresholds of the service.</param>
/// <param name="Changed">The same with what is to be tried laid over them.</param>
internal sealed record DryRunPlan(string Owner, string By, string Name, Instant From, Instant To, DetectionSettings InForce, DetectionSettings Changed)
{
    /// <summary>The paths of the settings that differ.</summary>
    public IReadOnlyList<string> ChangedKeys { get; } = [.. SettingCatalog.Differences(InForce, Changed).Select(difference => difference.Setting.Path)];
}
