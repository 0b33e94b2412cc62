using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Rules;

/// <summary>Every rule of the running service with the thresholds that are in force: the catalog's rules by the analyser's settings, and the one about sources by theirs.</summary>
/// <param name="settings">The thresholds that the analyser judges by.</param>
/// <param name="hasModel">Whether there is a model of the ordinary traffic.</param>
/// <param name="sources">The sources of traffic.</param>
/// <param name="watchesSources">Whether sources are told of when they fall silent; played traffic comes and ends as somebody pleases.</param>
internal sealed class RulesInForce(DetectionSettings settings, bool hasModel, IReadOnlyList<SourceRuntime> sources, bool watchesSources)
{
    // Docstrings are read from a file; they do not change while we run.
    private readonly Lazy<IReadOnlyDictionary<string, SettingEntry>> entries =
        new(() => SettingDocument.Read().Entries.ToDictionary(entry => entry.Setting.Path, StringComparer.Ordinal));

    /// <summary>The hash of the thresholds, as every alert carries it.</summary>
    public string SettingsHash { get; } = settings.Hash();

    /// <summary>The rules, those of the analyser in the order they judge.</summary>
    public IReadOnlyList<ServedRule> Rules() => [.. RuleCatalog.All.Select(Of), OfSources()];

    /// <summary>What every rule goes by.</summary>
    public IReadOnlyList<ServedThreshold> Shared() => Thresholds(RuleCatalog.Shared);

    private ServedRule Of(DetectionRule rule)
    {
        var offReason = !settings.IsOn(rule.Id) ? $"{nameof(DetectionSettings.DetectorsOff)} names it"
            : rule.NeedsModel && !hasModel ? "there is no model of the ordinary traffic: the setting Normality names none" : null;
        var prose = rule.HeldBackBy.Length == 0 ? rule.Finds : $"{rule.Finds} Held back or lowered by: {rule.HeldBackBy}.";
        return new ServedRule(AlertNames.Kind(rule.Kind), rule.Detector, rule.Version, offReason is null, offReason, rule.Title, prose, Thresholds(rule.Settings));
    }

    private List<ServedThreshold> Thresholds(IReadOnlyList<string> paths) =>
        [.. paths.SelectMany(path => entries.Value.Values.Where(entry => entry.Setting.Path == path || entry.Setting.Section == path)).Select(Of)];

    private ServedThreshold Of(SettingEntry entry)
    {
        var value = SettingCatalog.Value(settings, entry.Setting.Path);
        return Threshold(entry.Setting.Path, entry.Meaning, value, entry.Setting.Default, entry.Unit) with { Range = entry.Range, Source = entry.Source };
    }

    private ServedRule OfSources() => new(
        AlertNames.Kind(Domain.Alerts.AlertKind.FeedHealth), SourceAlertText.Detector, SourceAlertText.Version, watchesSources,
        watchesSources ? null : "traffic is played: it comes and ends as somebody pleases", "Feed health of a source", SourceAlertText.Rule,
        [.. sources.Where(source => source.IsConfigured).OrderBy(source => source.Name, StringComparer.Ordinal).Select(Of)]);

    /// <summary>What silence of a source is ordinary: as configured, or as learned by now.</summary>
    private static ServedThreshold Of(SourceRuntime source) =>
        Threshold($"Sources:{source.Name}:{nameof(SourceSettings.ExpectedInterval)}", "The longest silence of this source that is ordinary", source.ExpectedInterval, null, "hh:mm:ss") with
        {
            IsDefault = source.Settings.ExpectedInterval is null,
            Range = "00:00:05 to 1.00:00:00",
            Source = source.Settings.ExpectedInterval is null ? "learned: ten times the median gap, a minute at least (detectors.md C.11)" : "configured",
        };

    private static ServedThreshold Threshold(string key, string name, object? value, object? shipped, string unit) => new(
        key, name, SettingWords.Value(value), SettingWords.Written(value), SettingWords.Text(value, unit), SettingWords.Unit(unit), SettingWords.Value(shipped), SettingCatalog.AreSame(value, shipped), "", "");
}
