using System.Collections.Immutable;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Raising;

/// <summary>What a detector hands to Raise: everything of an alert event but its place in the feed.</summary>
internal sealed record Finding
{
    public required AlertKind Kind { get; init; }

    public required AlertState State { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The vessel, or null where an area or a feed is concerned.</summary>
    public required VesselIdentity? Vessel { get; init; }

    /// <summary>Which of the hulls under her MMSI; 0 for the first or only one.</summary>
    public byte Track { get; init; }

    /// <summary>The area of a finding without a vessel, or the context area of one about no asset; part of the alert's id.</summary>
    public string? AreaId { get; init; }

    public required ChartedAsset? Asset { get; init; }

    public required Instant Since { get; init; }

    public required Instant EventTime { get; init; }

    /// <summary>Findings are published in this order; equal to the event time but for late data.</summary>
    public required Instant OrderTime { get; init; }

    public required GeoPosition? Position { get; init; }

    public double? DistanceMetres { get; init; }

    public ImmutableArray<NextAsset> NextAssets { get; init; } = [];

    public required string Headline { get; init; }

    public required string RecommendedAction { get; init; }

    public required Evidence Evidence { get; init; }

    public ImmutableArray<string> SuppressedBy { get; init; } = [];
}
