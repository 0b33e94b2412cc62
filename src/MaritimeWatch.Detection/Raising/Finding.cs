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

    public required VesselIdentity Vessel { get; init; }

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
