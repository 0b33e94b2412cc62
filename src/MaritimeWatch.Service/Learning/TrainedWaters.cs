using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Service.Learning;

/// <summary>How much of the charted assets lies in waters of which enough was learned.</summary>
internal static class TrainedWaters
{
    private const double StepMetres = 5_000;

    /// <summary>The part of an asset's places, a place every five kilometres at most, with at least so many vessels about; 0 to 1.</summary>
    public static double PartOf(ChartedAsset asset, NormalityModel model, double leastVessels)
    {
        var (all, trained) = (0, 0);
        foreach (var part in asset.Parts)
        {
            for (var i = 1; i < part.Length; i++)
            {
                var steps = 1 + (int)(new LocalPlane(part[i - 1]).DistanceTo(part[i]) / StepMetres);
                for (var step = 0; step < steps; step++)
                {
                    var place = Between(part[i - 1], part[i], step / (double)steps);
                    all++;
                    trained += model.VesselsAbout(place) >= leastVessels ? 1 : 0;
                }
            }
        }

        return all == 0 ? 0 : trained / (double)all;
    }

    private static GeoPosition Between(GeoPosition from, GeoPosition to, double part) =>
        new(from.Latitude + (part * (to.Latitude - from.Latitude)), from.Longitude + (part * (to.Longitude - from.Longitude)));
}
