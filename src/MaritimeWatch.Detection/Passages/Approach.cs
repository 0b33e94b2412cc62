using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>One stay of a vessel within a distance of an asset.</summary>
public sealed record Approach
{
    /// <summary>Who.</summary>
    public required Mmsi Mmsi { get; init; }

    /// <summary>When she came within the distance, interpolated; the first fix where the track begins there.</summary>
    public required Instant From { get; init; }

    /// <summary>When she left it, interpolated; the last fix where the track ends there.</summary>
    public required Instant To { get; init; }

    /// <summary>Where she was closest; the first crossing where she crossed.</summary>
    public required PassagePoint Closest { get; init; }

    /// <summary>Every crossing, in order of time. Of an area only entering counts. A fix on the line counts once.</summary>
    public required IReadOnlyList<PassagePoint> Crossings { get; init; }

    /// <summary>Whether it lies in a silence longer than the G1 threshold: she may have been there, and nobody heard her. No crossing is drawn across such a silence.</summary>
    /// <remarks><see cref="Crossings"/> then holds where a straight line between the two fixes would cross, each as possible as the approach.</remarks>
    public required bool IsPossible { get; init; }

    /// <summary>The silence threshold that <see cref="IsPossible"/> was decided by.</summary>
    public required TimeSpan SilenceThreshold { get; init; }

    /// <summary>The fastest she could have gone, in knots, by which the doubt is bounded.</summary>
    public required double FastestKnots { get; init; }

    /// <summary>Whether she crossed, or by a straight line across a silence would have.</summary>
    public bool Crossed => Crossings.Count > 0;
}
