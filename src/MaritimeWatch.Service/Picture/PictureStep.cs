namespace MaritimeWatch.Service.Picture;

/// <summary>What one pass of the picture changed.</summary>
/// <param name="Version">The number of the pass; each is one more than the one before.</param>
/// <param name="Changes">Each vessel that changed, once.</param>
internal sealed record PictureStep(long Version, IReadOnlyList<PictureStep.Change> Changes)
{
    /// <summary>One vessel's change.</summary>
    /// <param name="Before">As the pass before left her.</param>
    /// <param name="After">As this one left her.</param>
    internal readonly record struct Change(PictureVessel Before, PictureVessel After);
}
