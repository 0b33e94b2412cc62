using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Storage.Import;

namespace MaritimeWatch.Service.Stores;

/// <summary>Who crossed the assets of a chart, found in the tracks of a store wherever it does not know it yet.</summary>
internal sealed class CrossingSearch(Chart chart, TrackOptions options)
{
    /// <summary>Fills the store's table of crossings.</summary>
    public void Fill(TrackImport store, TimeProvider clock, CancellationToken interrupted)
    {
        var crossings = new TrackCrossings(AssetIndex.Build(chart), options);
        var progress = new StoreProgress(clock);
        var started = Stopwatch.GetTimestamp();
        var positions = 0L;
        try
        {
            var written = store.FillCrossings(
                [.. chart.Assets.Select(asset => (asset.Id, AssetShapeHash.Of(asset)))],
                crossings.Find,
                (share, read) => progress.Draw("crossings", share, positions = read, "positions"),
                interrupted);
            progress.Clear();
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"maritimewatch: {written:N0} crossings of {chart.Assets.Length:N0} assets found in {positions:N0} positions, in {seconds:F1} s{(positions == 0 ? ": all was known" : "")}"));
        }
        finally
        {
            progress.Clear();
        }
    }
}
