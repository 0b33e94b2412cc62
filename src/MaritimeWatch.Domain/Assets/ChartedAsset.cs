using System.Collections.Immutable;

namespace MaritimeWatch.Domain.Assets;

/// <summary>A cable or pipeline as charted: what the product protects.</summary>
public sealed class ChartedAsset
{
    /// <summary>Stable, unique, <c>[a-z0-9-]</c>; part of the alert id.</summary>
    public required string Id { get; init; }

    /// <summary>Name as charted.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required AssetCategory Category { get; init; }

    /// <summary>Whether it is in use.</summary>
    public required AssetStatus Status { get; init; }

    /// <summary>Lines of at least two vertices, or the rings of polygons for a charted area.</summary>
    public required ImmutableArray<ImmutableArray<GeoPosition>> Parts { get; init; }

    /// <summary>Whether <see cref="Parts"/> are rings of an area (even-odd) rather than lines.</summary>
    public bool IsArea => Category is AssetCategory.CableArea or AssetCategory.PipelineArea;

    /// <summary>Owner or operator to call, or null.</summary>
    public string? Operator { get; init; }

    /// <summary>Telephone or e-mail of the control room, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>One standard deviation of lateral doubt in metres, 0 or more.</summary>
    public required double PositionalSigmaMetres { get; init; }

    /// <summary>Burial depth in metres, or null. Context only; never suppresses.</summary>
    public double? BuriedDepthMetres { get; init; }

    /// <summary>Watched from this event time on, or null for always.</summary>
    public Instant? ValidFrom { get; init; }

    /// <summary>Watched until just before this event time, or null for ever.</summary>
    public Instant? ValidTo { get; init; }

    /// <summary>Citation and licence of the geometry, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Whether alerts concern this asset at an event time: in service or unknown, and within its validity.</summary>
    public bool IsWatchedAt(Instant time) =>
        Status is AssetStatus.InService or AssetStatus.Unknown
        && !(ValidFrom is { } from && time < from)
        && !(ValidTo is { } to && time >= to);

    /// <summary>The doubt assumed where a chart states none: 100 m for telecom cables, 50 m otherwise.</summary>
    public static double DefaultSigmaMetres(AssetCategory category) => category == AssetCategory.TelecomCable ? 100 : 50;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
