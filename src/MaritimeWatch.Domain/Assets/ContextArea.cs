using System.Collections.Immutable;

namespace MaritimeWatch.Domain.Assets;

/// <summary>An area that explains what a vessel does there: an anchorage, a port, a lane.</summary>
public sealed class ContextArea
{
    /// <summary>Stable, unique, <c>[a-z0-9-]</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name as charted.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ContextCategory Category { get; init; }

    /// <summary>Closed rings, outer and inner; inside is even-odd over all of them.</summary>
    public required ImmutableArray<ImmutableArray<GeoPosition>> Rings { get; init; }

    /// <summary>Direction of the lane in degrees true, for a traffic separation lane that has one.</summary>
    public double? DirectionDegrees { get; init; }

    /// <summary>What a restricted area forbids, or null where the chart does not say.</summary>
    public AreaRestrictions? Restrictions { get; init; }

    /// <summary>In force from this event time on, or null for always.</summary>
    public Instant? ValidFrom { get; init; }

    /// <summary>In force until just before this event time, or null for ever.</summary>
    public Instant? ValidTo { get; init; }

    /// <summary>Citation and licence, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the area is in force at an event time.</summary>
    public bool IsInForceAt(Instant time) => !(ValidFrom is { } from && time < from) && !(ValidTo is { } to && time >= to);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
