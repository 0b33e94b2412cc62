namespace MaritimeWatch.Service.Comparison;

/// <summary>A word that changed.</summary>
internal sealed record FromTo(string From, string To);
