namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>What the verification of a bundle found.</summary>
/// <param name="Problems">What is wrong; empty for a bundle that is as it was exported.</param>
/// <param name="Statement">Who exported it and when, or null where that cannot be read.</param>
/// <param name="Manifest">What it is about, or null where that cannot be read.</param>
/// <param name="Files">Files whose content was checked.</param>
/// <param name="IsKeyTrusted">Whether the key is one of those that were given; null where none were.</param>
internal sealed record BundleVerdict(IReadOnlyList<BundleProblem> Problems, ExportStatement? Statement, BundleManifest? Manifest, int Files, bool? IsKeyTrusted)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Problems.Count == 0;
}
