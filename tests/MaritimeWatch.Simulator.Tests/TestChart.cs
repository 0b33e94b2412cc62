using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;

namespace MaritimeWatch.Simulator.Tests;

/// <summary>A handful of lines where the recipes look for them: invented, straight, survey-grade.</summary>
internal static class TestChart
{
    public static readonly Chart Chart = new(
        [
            Line("pwr-strait", AssetCategory.PowerCable, (51.10, 1.20), (50.92, 1.75)),
            Line("tel-west", AssetCategory.TelecomCable, (51.36, 1.44), (51.23, 2.92)),
            Line("tel-middle", AssetCategory.TelecomCable, (51.36, 1.44), (51.25, 2.97)),
            Line("pwr-long", AssetCategory.PowerCable, (51.31, 1.36), (51.33, 3.20)),
            Line("gas-franc", AssetCategory.GasPipeline, (52.77, 3.21), (51.84, 3.09), (51.52, 2.72), (51.44, 2.52), (51.05, 2.25)),
            Line("gas-north", AssetCategory.GasPipeline, (52.85, 1.47), (52.86, 4.82)),
            Line("tel-north", AssetCategory.TelecomCable, (52.72, 1.69), (52.62, 4.62)),
            Line("tel-far", AssetCategory.TelecomCable, (52.48, 1.75), (54.50, 2.48)),
            Line("tel-noord", AssetCategory.TelecomCable, (52.16, 1.60), (51.56, 3.50)),
            Line("tel-long", AssetCategory.TelecomCable, (52.21, 1.62), (51.33, 3.20)),
            Line("tel-zand", AssetCategory.TelecomCable, (52.21, 1.62), (52.37, 4.53)),
            Line("gas-inter", AssetCategory.GasPipeline, (52.85, 1.46), (51.29, 3.24)),
            Line("pwr-hook", AssetCategory.ExportCable, (52.32, 4.03), (51.97, 4.03)),
            Line("pwr-land-a", AssetCategory.ExportCable, (51.59, 2.93), (51.33, 3.20)),
            Line("pwr-land-b", AssetCategory.ExportCable, (51.67, 2.80), (51.33, 3.20)),
        ],
        [
            Area("lane-west", ContextCategory.TrafficSeparation, 270, (51.475, 2.15), (51.475, 2.55), (51.495, 2.55), (51.495, 2.15)),
            Area("farm", ContextCategory.WindFarm, null, (51.515, 3.00), (51.545, 3.08), (51.74, 2.82), (51.70, 2.70), (51.58, 2.86)),
            Area("range", ContextCategory.Restricted, null, (51.155, 2.58), (51.155, 2.74), (51.20, 2.74), (51.20, 2.58)),
        ]);

    private static ContextArea Area(string id, ContextCategory category, double? direction, params (double Latitude, double Longitude)[] corners) => new()
    {
        Id = id,
        Name = id,
        Category = category,
        DirectionDegrees = direction,
        Rings = [[.. corners.Append(corners[0]).Select(corner => new GeoPosition(corner.Latitude, corner.Longitude))]],
    };

    private static ChartedAsset Line(string id, AssetCategory category, params (double Latitude, double Longitude)[] vertices) => new()
    {
        Id = id,
        Name = id,
        Category = category,
        Status = AssetStatus.InService,
        PositionalSigmaMetres = ChartedAsset.DefaultSigmaMetres(category),
        Parts = [[.. vertices.Select(vertex => new GeoPosition(vertex.Latitude, vertex.Longitude))]],
    };
}
