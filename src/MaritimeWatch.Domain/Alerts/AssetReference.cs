using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Domain.Alerts;

/// <summary>The asset of an alert.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name as charted.</param>
/// <param name="Category">What it is.</param>
/// <param name="Operator">Whom to call, or null.</param>
public sealed record AssetReference(string Id, string Name, AssetCategory Category, string? Operator);
