using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Detection.Ordering;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection;

/// <summary>The analyser: reports in, alert events out. Pure: the same reports give the same events, whatever the number of shards.</summary>
/// <remarks>
/// One thread calls <see cref="Observe"/>, <see cref="Advance"/> and <see cref="Drain"/>. A host with several cores may instead admit reports to
/// <see cref="Clock"/> itself, in input order, and drive each shard from a thread of its own with <see cref="ObserveIn"/> and
/// <see cref="AdvanceShard"/>, joining the threads before <see cref="Drain"/>.
/// </remarks>
public sealed class Analyser
{
    private readonly VesselShard[] shards;
    private readonly AlertBook book = new();
    private readonly WeighStage weigh;
    private readonly List<AlertEvent> events = [];
    private readonly StageCounter stamp = new("Stamp");
    private Instant advancedTo = Instant.MinValue;

    /// <summary>An analyser over a chart.</summary>
    /// <param name="index">Charted assets and context areas.</param>
    /// <param name="settings">Thresholds; checked.</param>
    /// <param name="shards">How many parts the vessels are divided into, 1 to 256.</param>
    /// <param name="normality">What was learned of the ordinary traffic, or null.</param>
    /// <param name="recordsCrossings">Whether crossings of assets are written down, for <see cref="TakeCrossings"/>.</param>
    /// <exception cref="ArgumentException">A threshold is out of range.</exception>
    public Analyser(AssetIndex index, DetectionSettings settings, int shards = 1, NormalityModel? normality = null, bool recordsCrossings = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, 256);
        if (settings.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(settings));
        }

        Settings = settings;
        SettingsHash = settings.Hash();
        Clock = new StreamClock(settings.Order.AllowedLateness);
        var weighers = WeigherCatalog.Create(index, settings, SettingsHash, Clock);
        weigh = new WeighStage(weighers, book, settings);
        this.shards = [.. Enumerable.Range(0, shards).Select(_ => new VesselShard(index, settings, SettingsHash, weighers.Count > 0, normality, recordsCrossings))];
    }

    /// <summary>The thresholds in force.</summary>
    public DetectionSettings Settings { get; }

    /// <summary>Their hash, as every alert carries it.</summary>
    public string SettingsHash { get; }

    /// <summary>The event time of the stream.</summary>
    public StreamClock Clock { get; }

    /// <summary>How many parts the vessels are divided into.</summary>
    public int ShardCount => shards.Length;

    /// <summary>Vessels known: those heard within 31 days, which is longer than anything is remembered of one.</summary>
    public int Vessels => shards.Sum(shard => shard.Vessels);

    /// <summary>Vessels seen so far; one that comes back after she was forgotten counts again.</summary>
    public int VesselsSeen => shards.Sum(shard => shard.Vessels + shard.Forgotten);

    /// <summary>How much traffic was followed so far.</summary>
    public TrafficExtent Extent => shards.Aggregate(TrafficExtent.None, (extent, shard) => extent + shard.Extent);

    /// <summary>Alerts open now.</summary>
    public int OpenAlerts => book.OpenAlerts;

    /// <summary>How many situations were explained away so far; the list keeps the latest of them.</summary>
    public long HeldBackTotal => shards.Sum(shard => shard.HeldBack.Total) + weigh.HeldBack.Total;

    /// <summary>The latest situations that were explained away, in the order of their time, vessel and kind, at most 50,000. May be asked for from any thread.</summary>
    public IReadOnlyList<HeldBack> HeldBack => [.. HeldBackLog.Latest(shards.SelectMany(shard => shard.HeldBack).Concat(weigh.HeldBack))];

    /// <summary>The stages' counters, in the order of the straight line; shards added up.</summary>
    public IReadOnlyList<StageCounter> Counters =>
    [
        stamp,
        Sum("Order", shard => shard.OrderCounter),
        Sum("Track", shard => shard.TrackCounter),
        Sum("Locate", shard => shard.LocateCounter),
        Sum("Detect", shard => shard.DetectCounter),
        weigh.Counter,
        book.Counter,
    ];

    /// <summary>Takes the next report of the stream.</summary>
    /// <returns><see cref="DropReason.FromTheFuture"/> when it is too far ahead to be true, else <see cref="DropReason.None"/>.</returns>
    public DropReason Observe(in AisReport report)
    {
        // The watermark is the one before this report: it may itself be the newest.
        var watermark = Clock.Watermark;
        stamp.Received();
        var reason = Clock.Admit(report.Time);
        if (reason != DropReason.None)
        {
            stamp.Drop(reason);
            return reason;
        }

        shards[ShardOf(report.Mmsi)].Observe(report, watermark);
        return DropReason.None;
    }

    /// <summary>The shard that a vessel belongs to, 0 to <see cref="ShardCount"/> - 1.</summary>
    public int ShardOf(Mmsi mmsi) => ShardOf(mmsi, shards.Length);

    /// <summary>The shard of a vessel among a number of shards.</summary>
    public static int ShardOf(Mmsi mmsi, int shardCount)
    {
        // Fibonacci hashing: MMSIs of one fleet differ in their last digits only.
        var hash = mmsi.Value * 2654435769u;
        return (int)(((ulong)hash * (uint)shardCount) >> 32);
    }

    /// <summary>Hands an admitted report to its shard, with the watermark the stream had before it. One thread a shard.</summary>
    public void ObserveIn(int shard, in AisReport report, Instant watermark) => shards[shard].Observe(report, watermark);

    /// <summary>Advances one shard. One thread a shard; every shard must be advanced to the same watermark before <see cref="Drain"/>.</summary>
    public void AdvanceShard(int shard, Instant watermark) => shards[shard].Advance(watermark);

    /// <summary>Counts reports that the host admitted, or refused, on the analyser's behalf.</summary>
    public void CountStamped(long received, long fromTheFuture)
    {
        stamp.Received(received);
        stamp.Drop(DropReason.FromTheFuture, fromTheFuture);
    }

    /// <summary>Judges everything before a watermark. Never moves back.</summary>
    public void Advance(Instant watermark)
    {
        if (watermark <= advancedTo)
        {
            return;
        }

        foreach (var shard in shards)
        {
            shard.Advance(watermark);
        }

        Collect(watermark);
    }

    /// <summary>Takes over the findings of shards that were advanced with <see cref="AdvanceShard"/>, and weighs them.</summary>
    public void Collect(Instant watermark)
    {
        TakeOver();
        WeighUpTo(watermark);
    }

    /// <summary>Takes over what the shards have found and seen; they may go on while <see cref="WeighUpTo"/> weighs it.</summary>
    public void TakeOver()
    {
        foreach (var shard in shards)
        {
            weigh.Take(shard.Findings, shard.Picture);
        }
    }

    /// <summary>Weighs what was taken over, up to the watermark the shards had reached then. It touches no shard: one thread may do it while others drive them.</summary>
    public void WeighUpTo(Instant watermark)
    {
        advancedTo = Instant.Max(advancedTo, watermark);
        weigh.Advance(advancedTo, events);
    }

    /// <summary>The end of a recording: everything still waiting is judged.</summary>
    public void Complete() => Advance(Clock.Now == Instant.MinValue ? Instant.MinValue : Clock.Now + TimeSpan.FromMilliseconds(1));

    /// <summary>The events published since the last call, in sequence.</summary>
    public IReadOnlyList<AlertEvent> Drain()
    {
        if (events.Count == 0)
        {
            return [];
        }

        var drained = events.ToArray();
        events.Clear();
        return drained;
    }

    /// <summary>The crossings of assets found since the last call, in no promised order: those of the part of each track that was judged. Between two calls of <see cref="Advance"/>.</summary>
    public IReadOnlyList<VesselCrossing> TakeCrossings()
    {
        VesselCrossing[] taken = [.. shards.SelectMany(shard => shard.Crossings)];
        foreach (var shard in shards)
        {
            shard.Crossings.Clear();
        }

        return taken;
    }

    private StageCounter Sum(string stage, Func<VesselShard, StageCounter> counter)
    {
        var sum = new StageCounter(stage);
        foreach (var shard in shards)
        {
            sum.Add(counter(shard));
        }

        return sum;
    }
}
