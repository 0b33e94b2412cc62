using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Normality;

/// <summary>Learns what is ordinary from recorded traffic: reports in, one model out. One thread.</summary>
/// <remarks>
/// Minutes are counted by cell and class as they come; of the windows a fair sample is kept and measured at the end, when all traffic is known.
/// A window is measured against the traffic of other vessels only: every vessel belongs to one of eight shares, and its windows are held
/// against the other seven. Measured against herself every ship would be ordinary, and the next one, not yet seen, unusual.
/// </remarks>
public sealed class NormalityTrainer
{
    /// <summary>Trees of the forest; Liu, Ting and Zhou 2008.</summary>
    internal const int Trees = 100;

    /// <summary>Windows a tree is grown from; Liu, Ting and Zhou 2008.</summary>
    internal const int Subsample = 256;

    /// <summary>Where the forest's draws begin.</summary>
    internal const ulong Seed = 1;

    /// <summary>Windows kept at most: forty of them are above the 99.5 % quantile, so that it is known within a sixth of its rank.</summary>
    internal const int MostWindows = 8192;

    /// <summary>Windows needed for scores: with fewer, no window is above 99.5 % of them.</summary>
    internal const int LeastWindows = 200;

    private const int Shares = 8;

    private readonly IReadOnlyList<NormalityModel> bases;
    private readonly WindowCollector collector;
    private readonly CellTable[] shares = [.. Enumerable.Range(0, Shares).Select(_ => new CellTable())];
    private readonly WindowReservoir reservoir = new(MostWindows);

    /// <summary>A trainer.</summary>
    /// <param name="bases">Models to go on from; what they learned is joined to what comes.</param>
    public NormalityTrainer(IReadOnlyList<NormalityModel>? bases = null)
    {
        this.bases = bases ?? [];
        collector = new WindowCollector(DetectionSettings.Default, Take);
    }

    /// <summary>The names of the features, in order.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } = [.. Enum.GetValues<WindowFeature>().Select(WindowFeatures.NameOf)];

    /// <summary>Reports taken and refused.</summary>
    public StageCounter Counter => collector.Counter;

    /// <summary>Vessels seen.</summary>
    public int Vessels => collector.Vessels;

    /// <summary>Windows seen.</summary>
    public long Windows => reservoir.Seen;

    /// <summary>Event time of the first and last report that was used.</summary>
    public (Instant First, Instant Last) Period => collector.Period;

    /// <summary>Tells the first few event times before they are observed, so that one absurd first row does not set the clock.</summary>
    public void Start(ReadOnlySpan<Instant> firstTimes) => collector.Start(firstTimes);

    /// <summary>Takes the next report of the recording.</summary>
    public void Observe(in AisReport report) => collector.Observe(report);

    /// <summary>The end of the recordings: makes the model.</summary>
    /// <param name="measured">Takes every kept window of this training with its score, or null.</param>
    public NormalityModel Complete(Action<JudgedWindow>? measured = null)
    {
        collector.Complete();
        var whole = TableWithout(-1);
        var kept = reservoir.Windows.ToList();
        var rows = Measure(kept);
        var windows = Join(kept, rows);
        var forest = windows.Count < LeastWindows ? null : IsolationForestGrower.Grow(windows.Features, WindowFeatures.Count, Trees, Subsample, Seed);
        var scores = forest is null ? [] : Enumerable.Range(0, windows.Count).Select(i => (float)forest.Score(windows.FeaturesOf(i))).ToArray();
        var quantiles = forest is null ? null : LearnedQuantiles.Of(scores, windows.Features);
        if (measured is not null)
        {
            for (var i = 0; i < kept.Count; i++)
            {
                var score = forest?.Score(rows[i]);
                measured(new JudgedWindow(kept[i].Mmsi, kept[i].End, kept[i].Class, rows[i], score, score is { } value ? quantiles!.QuantileOf(value) : null));
            }
        }

        return new NormalityModel(
            bases.Select(model => model.From).Append(Period.First).Where(time => time != Instant.MaxValue).DefaultIfEmpty(Instant.FromUnixSeconds(0)).Min(),
            bases.Select(model => model.To).Append(Period.Last).Where(time => time != Instant.MinValue).DefaultIfEmpty(Instant.FromUnixSeconds(0)).Max(),
            bases.Sum(model => model.WindowsSeen) + reservoir.Seen,
            whole,
            windows,
            forest,
            quantiles);
    }

    private static int ShareOf(Mmsi mmsi) => (int)(VesselHash.Of(mmsi) >> 40) & (Shares - 1);

    private void Take(Mmsi mmsi, Instant end, VesselClass vesselClass, ReadOnlySpan<WindowSample> samples, bool isWhole)
    {
        var share = ShareOf(mmsi);
        shares[share].Add(VesselHash.Of(mmsi), vesselClass, samples);
        if (isWhole)
        {
            reservoir.Offer(mmsi, end, vesselClass, share, samples);
        }
    }

    /// <summary>All that was counted, by the bases too, but for one share.</summary>
    private CellTable TableWithout(int share)
    {
        var table = new CellTable();
        foreach (var part in bases.Select(model => model.Table).Concat(shares.Where((_, index) => index != share)))
        {
            table.Add(part);
        }

        return table;
    }

    private float[][] Measure(List<WindowReservoir.Kept> kept)
    {
        var rows = new float[kept.Count][];
        for (var share = 0; share < Shares; share++)
        {
            var others = new OrdinaryTraffic(TableWithout(share));
            for (var i = 0; i < kept.Count; i++)
            {
                if (kept[i].Share == share)
                {
                    rows[i] = new float[WindowFeatures.Count];
                    WindowFeatures.Measure(kept[i].Samples, kept[i].Class, others, rows[i]);
                }
            }
        }

        return rows;
    }

    /// <summary>The windows of the bases and of this training, the smallest keys of all; where a window is in several, the newest measure counts.</summary>
    private LearnedWindows Join(List<WindowReservoir.Kept> kept, float[][] rows)
    {
        var byKey = new SortedDictionary<ulong, float[]>();
        foreach (var windows in bases.Select(model => model.Windows))
        {
            for (var i = 0; i < windows.Count; i++)
            {
                byKey[windows.Keys[i]] = windows.FeaturesOf(i).ToArray();
            }
        }

        for (var i = 0; i < kept.Count; i++)
        {
            byKey[kept[i].Key] = rows[i];
        }

        var smallest = byKey.Take(MostWindows).ToList();
        return new LearnedWindows([.. smallest.Select(entry => entry.Key)], [.. smallest.SelectMany(entry => entry.Value)]);
    }
}
