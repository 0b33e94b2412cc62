namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>What is wrong with a bundle.</summary>
/// <param name="File">Which file, or the archive itself.</param>
/// <param name="What">What is wrong with it, one clause.</param>
internal sealed record BundleProblem(string File, string What)
{
    /// <summary>The archive and not a file in it.</summary>
    public const string Archive = "archive";

    /// <inheritdoc/>
    public override string ToString() => $"{File}: {What}";
}
