namespace MaritimeWatch.Detection.Weighing;

/// <summary>What all shards told of one minute of event time.</summary>
internal sealed class MinuteOfSea
{
    public static readonly MinuteOfSea Silent = new();

    public List<PictureSample> Samples { get; } = [];

    public List<TrackJump> Jumps { get; } = [];

    public List<LateFix> LateFixes { get; } = [];

    public List<IdentityFact> Identities { get; } = [];

    public List<SilenceFact> Silences { get; } = [];

    public List<GoneVessel> Gone { get; } = [];

    /// <summary>Puts the rare ones in an order that no shard decides.</summary>
    public void Order()
    {
        Silences.Sort((a, b) => (a.OrderTime, a.Key).CompareTo((b.OrderTime, b.Key)));
        Jumps.Sort((a, b) => (a.OrderTime, a.Mmsi, a.Track).CompareTo((b.OrderTime, b.Mmsi, b.Track)));
        LateFixes.Sort((a, b) => (a.OrderTime, a.Fix.Mmsi, a.Fix.Time, a.Fix.RawLatitude, a.Fix.RawLongitude).CompareTo((b.OrderTime, b.Fix.Mmsi, b.Fix.Time, b.Fix.RawLatitude, b.Fix.RawLongitude)));
    }

    public void Clear()
    {
        Samples.Clear();
        Jumps.Clear();
        LateFixes.Clear();
        Identities.Clear();
        Silences.Clear();
        Gone.Clear();
    }
}
