namespace MaritimeWatch.Service.Tests.Forensics;

public sealed class Measure
{
    [Fact]
    public void Zzz()
    {
        var text = new System.Text.StringBuilder();
        var seeds = Environment.GetEnvironmentVariable("SEEDS")!.Split(',').Select(ulong.Parse);
        foreach (var recipe in Environment.GetEnvironmentVariable("RECIPES")!.Split(','))
        foreach (var seed in seeds)
        {
            var faults = LabelledFaults.Of(recipe, seed, 40);
            foreach (var (asset, at, culprit) in faults.Faults)
            {
                var report = faults.Ask(asset, at);
                var all = report.Ranked;
                var rank = all.FirstOrDefault(one => one.Mmsi.Value == culprit);
                text.AppendLine(FormattableString.Invariant($"{recipe} {seed} {asset.Id} rank {rank?.Rank ?? -1} of {all.Count} score {rank?.Score} {rank?.Presence.Kind} next {all.Where(o => o.Mmsi.Value != culprit).Select(o => o.Score).DefaultIfEmpty(0).Max()}"));
                if (rank?.Rank != 1)
                {
                    foreach (var one in all.Take(3).Concat(all.Where(o => o.Mmsi.Value == culprit)))
                        text.AppendLine($"      {one.Rank} {one.Mmsi} {one.Score} [{string.Join(" ", one.Terms.Select(t => t.Points))}] {string.Join(" | ", one.Reasons)} || {string.Join(" | ", one.Against)}");
                }
            }
        }
        File.WriteAllText("/tmp/w/i7forensics/measure.txt", text.ToString());
    }
}
