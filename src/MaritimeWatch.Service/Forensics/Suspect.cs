using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Forensics;

/// <summary>One vessel of a report: what there is to look at, never what she did.</summary>
internal sealed record Suspect
{
    /// <summary>Who.</summary>
    public required Mmsi Mmsi { get; init; }

    /// <summary>What she says of herself, or null where she never did.</summary>
    public required StaticReport? Static { get; init; }

    /// <summary>Whether she fishes or is small: listed apart, because gear and anchors of such craft do harm of another kind.</summary>
    public required bool IsApart { get; init; }

    /// <summary>Place in her list, from 1.</summary>
    public int Rank { get; init; }

    /// <summary>0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary>The parts of the score.</summary>
    public required IReadOnlyList<ScoreTerm> Terms { get; init; }

    /// <summary>Why, in plain sentences, the weightiest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What speaks for her, or was looked at and not found.</summary>
    public required IReadOnlyList<string> Against { get; init; }

    /// <summary>Where and when she was nearest to the fault.</summary>
    public required Presence Presence { get; init; }

    /// <summary>What the score was made of.</summary>
    public required SuspectFacts Facts { get; init; }

    /// <summary>Her speed about that moment, or null where it cannot be judged.</summary>
    public required SpeedStudy? Speed { get; init; }

    /// <summary>Alerts about her in the log.</summary>
    public required IReadOnlyList<AlertEvent> Alerts { get; init; }

    /// <summary>Her positions about the fault, for plots.</summary>
    public required IReadOnlyList<PositionReport> Track { get; init; }
}
