using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>One rule of the analyser for a reader.</summary>
/// <param name="Kind">What it raises.</param>
/// <param name="Detector">Id and name as its evidence has them, e.g. <c>L1 loitering</c>.</param>
/// <param name="Version">As its evidence has it.</param>
public sealed record DetectionRule(AlertKind Kind, string Detector, string Version)
{
    /// <summary>Its id in detectors.md, e.g. <c>L1</c>; several rules may share one.</summary>
    public string Id => DetectorCatalog.IdOf(Detector);

    /// <summary>Its name for people, e.g. <c>Loitering</c>.</summary>
    public string Title => $"{char.ToUpperInvariant(Detector[Id.Length + 1])}{Detector[(Id.Length + 2)..]}";

    /// <summary>What it looks for, with the shipped thresholds.</summary>
    public required string Finds { get; init; }

    /// <summary>What explains such a situation, or lowers it; the empty text where nothing does.</summary>
    public required string HeldBackBy { get; init; }

    /// <summary>Whether it judges nothing without a model of the ordinary traffic.</summary>
    public required bool NeedsModel { get; init; }

    /// <summary>Groups of settings that it goes by, its own first, and single settings of other groups by their paths.</summary>
    public required IReadOnlyList<string> Settings { get; init; }
}
