using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Import;

/// <summary>What was read of one watch and waits to be written, divided by vessel into parts that several threads fill, one each.</summary>
/// <remarks>Reports that were stored by an earlier run of the same import are counted and not kept, so that what is written when does not depend on where that run was broken off.</remarks>
public sealed class ImportWatch
{
    private readonly Dictionary<uint, VesselPart>[] shards;
    private readonly long[] seen;

    internal ImportWatch(long watch, long storedLines, int shards)
    {
        (Watch, StoredLines) = (watch, storedLines);
        this.shards = [.. Enumerable.Range(0, shards).Select(_ => new Dictionary<uint, VesselPart>())];
        seen = new long[shards];
    }

    /// <summary>Which watch: six hours each, since 1970.</summary>
    public long Watch { get; }

    /// <summary>Lines of the recording whose reports of this watch are stored already.</summary>
    internal long StoredLines { get; }

    /// <summary>Reports that were read of it, those stored already among them.</summary>
    public long Seen => seen.Sum();

    /// <summary>Takes a report of this watch. One thread a shard.</summary>
    /// <param name="shard">The vessel's.</param>
    /// <param name="report">The report.</param>
    /// <param name="line">Its line in the recording, from 1.</param>
    public void Add(int shard, in AisReport report, long line)
    {
        seen[shard]++;
        if (line <= StoredLines)
        {
            return;
        }

        if (!shards[shard].TryGetValue(report.Mmsi.Value, out var part))
        {
            shards[shard].Add(report.Mmsi.Value, part = new VesselPart(report.Mmsi));
        }

        part.Add(report);
    }

    /// <summary>Whether an earlier run has stored all of it.</summary>
    internal bool IsEmpty => shards.All(shard => shard.Count == 0);

    /// <summary>The vessels in order of MMSI, which is the order of the blocks.</summary>
    internal IEnumerable<VesselPart> Vessels() => shards.SelectMany(shard => shard.Values).OrderBy(part => part.Mmsi.Value);
}
