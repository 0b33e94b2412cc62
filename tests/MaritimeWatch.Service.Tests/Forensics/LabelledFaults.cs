using MaritimeWatch.Detection.Charts;
using MaritimeWatch.Detection.Passages;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Forensics;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Simulator;

namespace MaritimeWatch.Service.Tests.Forensics;

/// <summary>Faults with known culprits: each crossing of an asset by the labelled ship of a drag or a silent transit.</summary>
internal sealed record LabelledFaults(MemoryTracks Tracks, IReadOnlyList<(ChartedAsset Asset, Instant At, uint Culprit)> Faults)
{
    public static readonly Lazy<Chart> Exercise = new(() =>
        ChartReader.Read([.. ReplayBench.ExerciseChart.Select(file => new ChartFile(Path.GetFileName(file), File.ReadAllBytes(file)))]).Chart);

    /// <summary>The crossings that the labels name, or that the labelled ship makes at the time they name.</summary>
    public static LabelledFaults Of(string recipe, ulong seed, int background)
    {
        var (table, labels) = GeneratedDays.Make([recipe], seed, TrafficFormat.DanishCsv, background);
        var tracks = MemoryTracks.Of(table);
        var faults = new List<(ChartedAsset, Instant, uint)>();
        foreach (var label in labels.Labels.Where(one => one.Kind is not null && one.Mmsi is not null && one.Recipe.StartsWith(recipe[..2], StringComparison.Ordinal)))
        {
            var named = label.Crossings.Select(one => one.CrossingTime).Concat(label.CrossingTime is { } time ? [time] : []).Distinct();
            var track = tracks.GetTrack(new Mmsi(label.Mmsi!.Value), Instant.MinValue, Instant.MaxValue, int.MaxValue).ToArray();
            foreach (var asset in Exercise.Value.Assets.Where(one => !one.IsArea))
            {
                var crossings = new AssetPassages(asset, 100).Find(track).SelectMany(approach => approach.Crossings).ToList();
                faults.AddRange(named.Where(at => crossings.Any(crossing => (crossing.Time - at).Duration() < TimeSpan.FromSeconds(90) || (crossing.Earliest <= at && at <= crossing.Latest))).Select(at => (asset, at, label.Mmsi.Value)));
            }
        }

        return new LabelledFaults(tracks, [.. faults.Distinct()]);
    }

    public SuspectReport Ask(ChartedAsset asset, Instant at, TimeSpan? plusMinus = null) =>
        new SuspectSearch(Tracks, SuspectAlerts.None).Run(new FaultQuestion { Asset = asset, At = at, PlusMinus = plusMinus ?? FaultQuestion.UsualPlusMinus }, CancellationToken.None);
}
