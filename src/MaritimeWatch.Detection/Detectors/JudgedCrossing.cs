using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A crossing as L2 remembers it.</summary>
/// <param name="Asset">What was crossed.</param>
/// <param name="Time">Event time.</param>
/// <param name="Point">Where.</param>
/// <param name="CourseDegrees">Course over ground, or of the leg where she tells none.</param>
/// <param name="SpeedKnots">Speed over ground, or by positions.</param>
/// <param name="AfterCall">Whether she called somewhere, or was silent, since she crossed the asset before.</param>
/// <param name="NotCounted">Why it does not count, or null.</param>
/// <param name="HeadingDegrees">True heading, or NaN.</param>
internal readonly record struct JudgedCrossing(
    ChartedAsset Asset, Instant Time, GeoPosition Point, double CourseDegrees, double SpeedKnots, bool AfterCall, string? NotCounted, double HeadingDegrees)
{
    /// <summary>Why a ship that the stream sets over an asset does not cross it.</summary>
    public const string Adrift = "set by the stream, not sailing: judged as drifting";

    public EvidenceFix ToEvidence() =>
        new(Time, Rounding.Position(Point), Rounding.Tenth(SpeedKnots), Rounding.Tenth(CourseDegrees), null);
}
