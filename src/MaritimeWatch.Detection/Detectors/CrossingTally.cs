using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A vessel's crossings by asset and day. Outlives her track, because 30 days are longer than any track; bounded.</summary>
internal sealed class CrossingTally
{
    // A liner through the southern North Sea crosses some twenty; what was crossed longest ago makes room.
    private const int MostAssets = 32;

    private readonly List<AssetTally> assets = [];

    public AssetTally Of(ChartedAsset asset)
    {
        var oldest = 0;
        for (var i = 0; i < assets.Count; i++)
        {
            if (assets[i].Asset.Id == asset.Id)
            {
                return assets[i];
            }

            oldest = assets[i].Last < assets[oldest].Last ? i : oldest;
        }

        var tally = new AssetTally(asset);
        if (assets.Count < MostAssets)
        {
            assets.Add(tally);
        }
        else
        {
            assets[oldest] = tally;
        }

        return tally;
    }
}
