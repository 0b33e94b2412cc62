using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tests.Story;

/// <summary>The sea of a story: straight cables that run north and south near 51.5 N 2.5 E, and the areas about them.</summary>
/// <remarks>Places are metres east and north of that point, so that "80 m off" is what the test says. The first cable runs through it.</remarks>
internal sealed class Waters
{
    /// <summary>Midnight, when every story begins.</summary>
    public static readonly Instant Midnight = Instant.FromUtc(2026, 3, 14);

    private static readonly LocalPlane Plane = new(new GeoPosition(51.5, 2.5));

    private readonly List<ChartedAsset> cables = [];
    private readonly List<ContextArea> areas = [];
    private AssetIndex? index;

    /// <summary>One telecom cable, doubt 100 m (detectors.md B.3).</summary>
    public static Waters WithOneCable() => new Waters().Cable("north-cable");

    public static GeoPosition Place(double metresEast, double metresNorth) => Plane.ToGeo(metresEast, metresNorth);

    public AssetIndex Index => index ??= AssetIndex.Build(new Chart([.. cables], [.. areas]));

    /// <summary>A cable 40 km long that runs along the meridian some metres east of the middle.</summary>
    public Waters Cable(string id, double metresEast = 0, double sigmaMetres = 100)
    {
        var longitude = Place(metresEast, 0).Longitude;
        cables.Add(new ChartedAsset
        {
            Id = id,
            Name = id,
            Category = AssetCategory.TelecomCable,
            Status = AssetStatus.InService,
            Operator = "Cable Desk",
            PositionalSigmaMetres = sigmaMetres,
            Parts = [[new GeoPosition(51.3, longitude), new GeoPosition(51.7, longitude)]],
        });
        return this;
    }

    /// <summary>A rectangle, its sides in metres east and north of the middle; a lane has a direction, a restricted area may say what it forbids.</summary>
    public Waters Area(
        ContextCategory category, string id, double west, double east, double south = -20_000, double north = 20_000, double? direction = null, AreaRestrictions? restrictions = null)
    {
        ImmutableArray<GeoPosition> ring = [Place(west, south), Place(east, south), Place(east, north), Place(west, north), Place(west, south)];
        areas.Add(new ContextArea { Id = id, Name = id, Category = category, Rings = [ring], DirectionDegrees = direction, Restrictions = restrictions });
        return this;
    }

    /// <summary>What the analyser says of these voyages under other thresholds.</summary>
    public Logbook Watch(DetectionSettings settings, params Voyage[] voyages) => Logbook.Keep(Index, Voyage.Traffic(voyages), settings);

    /// <summary>What the analyser says of these voyages.</summary>
    public Logbook Watch(params Voyage[] voyages) => Logbook.Keep(Index, Voyage.Traffic(voyages), DetectionSettings.Default);
}
