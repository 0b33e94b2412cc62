using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Passages;

/// <summary>One place on a vessel's way past an asset: a crossing, or where she was closest.</summary>
public sealed record PassagePoint
{
    /// <summary>Event time, interpolated, to the millisecond.</summary>
    public required Instant Time { get; init; }

    /// <summary>The earliest time it can have been: one standard deviation before, in a silence as early as the fastest she could have gone allows.</summary>
    public required Instant Earliest { get; init; }

    /// <summary>The latest time, likewise.</summary>
    public required Instant Latest { get; init; }

    /// <summary>Where she was.</summary>
    public required GeoPosition Vessel { get; init; }

    /// <summary>The nearest point of the asset as charted; her own place at a crossing.</summary>
    public required GeoPosition OnAsset { get; init; }

    /// <summary>Metres between the two, as charted; 0 at a crossing and inside a charted area.</summary>
    public required double DistanceMetres { get; init; }

    /// <summary>Kilometres along the asset from where its chart begins; null for an area, which has no beginning.</summary>
    public required double? KilometresAlong { get; init; }

    /// <summary>Speed over ground in knots on the way drawn.</summary>
    public required double SpeedKnots { get; init; }

    /// <summary>Course over ground in degrees true on the way drawn; null where she lay still.</summary>
    public required double? CourseDegrees { get; init; }

    /// <summary>The last fix at or before the time; null where she was not heard before.</summary>
    public required PositionReport? Before { get; init; }

    /// <summary>The first fix after; null where she was not heard again. The same as <see cref="Before"/> at a fix.</summary>
    public required PositionReport? After { get; init; }

    /// <summary>How the way between them was drawn.</summary>
    public required PathForm Form { get; init; }

    /// <summary>How far off it may be.</summary>
    public required PassageDoubt Doubt { get; init; }
}
