using System.Collections.Immutable;

namespace MaritimeWatch.Domain.Alerts;

/// <summary>Why an alert says what it says.</summary>
/// <param name="Detector">Detector name.</param>
/// <param name="DetectorVersion">Version of its rule.</param>
/// <param name="SettingsHash">Hash of all thresholds in force, 16 hex digits.</param>
/// <param name="Rule">The rule in one sentence.</param>
/// <param name="Measurements">The numbers with their thresholds.</param>
/// <param name="Fixes">The positions, oldest first; at most some twenty.</param>
/// <param name="Explanations">Innocent explanations tried, with the result.</param>
/// <param name="OtherAssetIds">Further assets touched, nearest first.</param>
/// <param name="ContextAreaIds">Context areas touched.</param>
/// <param name="Cause">What made this revision, one clause.</param>
public sealed record Evidence(
    string Detector,
    string DetectorVersion,
    string SettingsHash,
    string Rule,
    ImmutableArray<Measurement> Measurements,
    ImmutableArray<EvidenceFix> Fixes,
    ImmutableArray<Explanation> Explanations,
    ImmutableArray<string> OtherAssetIds,
    ImmutableArray<string> ContextAreaIds,
    string Cause);
