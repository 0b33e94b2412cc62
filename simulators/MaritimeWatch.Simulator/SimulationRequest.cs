using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Simulator;

/// <summary>What traffic to make.</summary>
public sealed record SimulationRequest
{
    /// <summary>Names from <see cref="Scenarios.ScenarioCatalog.Names"/>.</summary>
    public required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>The same seed, the same bytes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Assets and areas that the geometry is computed from.</summary>
    public required Chart Chart { get; init; }

    /// <summary>First event time, whole seconds.</summary>
    public Instant Start { get; init; } = Instant.FromUtc(2026, 3, 14);

    /// <summary>Length of the traffic, or null for what the scenarios need.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Vessels of ordinary traffic, or null for the scenario's own number: 42 with <c>day</c>, 72 with <c>suite</c> and <c>background</c>, otherwise none.</summary>
    public int? BackgroundVessels { get; init; }
}
