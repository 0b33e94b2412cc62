namespace MaritimeWatch.Domain.Alerts;

/// <summary>An asset ahead of a dragging or drifting vessel.</summary>
/// <param name="AssetId">Stable id.</param>
/// <param name="AssetName">Name as charted.</param>
/// <param name="Eta">Expected crossing on the present course and speed.</param>
/// <param name="EarliestEta">Earliest crossing within the fan of courses.</param>
/// <param name="LatestEta">Latest crossing within the fan of courses.</param>
/// <param name="DistanceMetres">Distance to the expected crossing in metres.</param>
/// <param name="CrossingPoint">Where the line would be crossed.</param>
/// <param name="Operator">Whom to call, or null.</param>
/// <param name="Contact">How to call them, or null.</param>
public sealed record NextAsset(
    string AssetId, string AssetName, Instant Eta, Instant EarliestEta, Instant LatestEta, double DistanceMetres, GeoPosition CrossingPoint, string? Operator, string? Contact);
