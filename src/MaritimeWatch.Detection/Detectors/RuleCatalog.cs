using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing.Interference;
using MaritimeWatch.Detection.Weighing.Silence;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>Every rule that raises alerts, as the rules themselves tell it: for whoever asks what is looked for, and by which numbers.</summary>
public static class RuleCatalog
{
    /// <summary>Those of one vessel in the order they judge, then those of tracks and of the whole picture.</summary>
    public static IReadOnlyList<DetectionRule> All { get; } =
    [
        .. DetectorCatalog.Create().Select(detector => Of(detector.Kind, detector.Rule)),
        Of(AlertKind.KinematicSpoof, KinematicSpoofDetector.TheRule),
        Of(AlertKind.DuplicateMmsi, DuplicateMmsiDetector.TheRule),
        Of(AlertKind.IdentityChange, IdentityChangeDetector.TheRule),
        Of(AlertKind.ImplausiblePosition, ImplausiblePositionDetector.TheRule),
        Of(AlertKind.AreaInterference, InterferenceWeigher.Rule),
        Of(AlertKind.DarkGap, DarkGapText.Rule),
        Of(AlertKind.FeedHealth, FeedHealthText.Rule),
    ];

    /// <summary>What every rule goes by: groups of settings, and settings that are in no group.</summary>
    public static IReadOnlyList<string> Shared { get; } =
    [
        nameof(DetectionSettings.Order), nameof(DetectionSettings.Track), nameof(DetectionSettings.Raise), nameof(DetectionSettings.ServiceVessels), nameof(DetectionSettings.DetectorsOff),
    ];

    private static DetectionRule Of(AlertKind kind, RuleText rule) => new(kind, rule.Detector, rule.Version)
    {
        Finds = rule.Remark.Length == 0 ? rule.Sentence : $"{rule.Sentence} {rule.Remark}",
        HeldBackBy = rule.HeldBackBy,
        NeedsModel = rule.NeedsModel,
        Settings = rule.Settings,
    };
}
