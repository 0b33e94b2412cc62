namespace MaritimeWatch.Detection.Weighing;

/// <summary>What one shard has to tell the whole picture since it was last asked; filled by the shard, emptied by <see cref="WeighStage"/>.</summary>
internal sealed class ShardPicture
{
    public List<PictureSample> Samples { get; } = [];

    public List<TrackJump> Jumps { get; } = [];

    public List<LateFix> LateFixes { get; } = [];

    public List<IdentityFact> Identities { get; } = [];

    public List<SilenceFact> Silences { get; } = [];

    public List<GoneVessel> Gone { get; } = [];
}
