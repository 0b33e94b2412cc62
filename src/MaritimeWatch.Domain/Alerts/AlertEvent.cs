using System.Collections.Immutable;

namespace MaritimeWatch.Domain.Alerts;

/// <summary>One publication about one situation: one vessel, one kind, one asset or area, one episode.</summary>
public sealed record AlertEvent
{
    /// <summary>1, 2, 3 … without gaps over the whole feed.</summary>
    public required long Sequence { get; init; }

    /// <summary>Stable for one situation; derived from the evidence.</summary>
    public required string AlertId { get; init; }

    /// <summary>1, 2, … within one alert.</summary>
    public required int Revision { get; init; }

    /// <summary>Where the alert stands.</summary>
    public required AlertState State { get; init; }

    /// <summary>What it is about.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>How urgent it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The vessel, or null where none is concerned.</summary>
    public VesselIdentity? Vessel { get; init; }

    /// <summary>The asset that started the episode, or null where none is concerned.</summary>
    public AssetReference? Asset { get; init; }

    /// <summary>When the situation began.</summary>
    public required Instant Since { get; init; }

    /// <summary>Event time of the report that made this event.</summary>
    public required Instant EventTime { get; init; }

    /// <summary>The vessel's position at <see cref="EventTime"/>, or null.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Metres to the asset, or null.</summary>
    public double? DistanceMetres { get; init; }

    /// <summary>Assets ahead, soonest first; for drags and drifts.</summary>
    public ImmutableArray<NextAsset> NextAssets { get; init; } = [];

    /// <summary>One sentence for a person.</summary>
    public required string Headline { get; init; }

    /// <summary>What to do, one sentence.</summary>
    public required string RecommendedAction { get; init; }

    /// <summary>Why.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>Reasons that lowered or held back the severity.</summary>
    public ImmutableArray<string> SuppressedBy { get; init; } = [];
}
