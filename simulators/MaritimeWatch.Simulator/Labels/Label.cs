using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Labels;

/// <summary>What one vessel of labelled traffic does, or what happens in one area of it, and what an analyser should make of it.</summary>
public sealed record Label
{
    /// <summary>Recipe it comes from, e.g. <c>R1A</c> (detectors.md, section G.2).</summary>
    public required string Recipe { get; init; }

    /// <summary>Who, nine digits at most; null where the label is about an area or a feed rather than a vessel.</summary>
    public uint? Mmsi { get; init; }

    /// <summary>The vessels an area label is about: what <see cref="NotExpected"/> forbids is forbidden about each of them. Empty for the label of one vessel.</summary>
    public IReadOnlyList<uint> Members { get; init; } = [];

    /// <summary>Where an area label happens, or null. An alert without a vessel meets the label only within its radius.</summary>
    public LabelPlace? Place { get; init; }

    /// <summary>Kind of alert expected (<c>ALERT_KIND_…</c>), or null where nothing is.</summary>
    public string? Kind { get; init; }

    /// <summary>The behaviour begins; an alert before it does not meet the label.</summary>
    public required Instant Start { get; init; }

    /// <summary>The latest event time at which an alert (plus grace) still meets the label.</summary>
    public required Instant End { get; init; }

    /// <summary>Asset concerned, or null where any will do.</summary>
    public string? AssetId { get; init; }

    /// <summary>Detectors that may meet it, e.g. <c>D2</c>; empty where nothing is expected.</summary>
    public IReadOnlyList<string> ExpectedDetectors { get; init; } = [];

    /// <summary>What must not be raised about her.</summary>
    public IReadOnlyList<ForbiddenAlert> NotExpected { get; init; } = [];

    /// <summary>Severity at which the label is met (<c>SEVERITY_…</c>), or null where nothing is expected.</summary>
    public string? MinimumSeverity { get; init; }

    /// <summary>When the vessel reaches what the alert should protect: the lead time counts back from here. Null where there is nothing to reach.</summary>
    public Instant? CrossingTime { get; init; }

    /// <summary>Every asset she crosses from <see cref="CrossingTime"/> on, in the order of time: what a projection should have named beforehand.</summary>
    public IReadOnlyList<LabelCrossing> Crossings { get; init; } = [];

    /// <summary>
    /// A time of its own by which a good analyser has spoken, earlier than <see cref="End"/>: the ship is a quarter mile outside her
    /// swinging circle (R4), or late data has undone the alert (<see cref="IsRetracted"/>). Null where there is none.
    /// </summary>
    public Instant? Deadline { get; init; }

    /// <summary>Whether the alert must be taken back: raised within the period, retracted by <see cref="Deadline"/> (R9).</summary>
    public bool IsRetracted { get; init; }

    /// <summary>confirmed, strong, suspected, dismissed, accidental, disputed or unknown; for scripted traffic always <c>confirmed</c>: the script is known.</summary>
    public string AttributionStatus { get; init; } = "confirmed";

    /// <summary>One sentence for a reader.</summary>
    public string? Story { get; init; }
}
