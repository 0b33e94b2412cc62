using System.Collections.Immutable;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>D3: projects a vessel along her course and a fan about it, and lists the assets she would cross.</summary>
/// <remarks>
/// detectors.md C.8: course over ground ± 15°, present speed, six hours ahead. The list gives the earliest, the expected and the latest
/// crossing within the fan; the expected one is the ray nearest to the present course. The course is the vessel's mean over the last minutes,
/// because a reported one scatters by tens of degrees at drifting speed.
/// </remarks>
internal static class NextAssetProjection
{
    private const int Rays = 7;
    private const int MostAssets = 12;

    public static Projection Project(Situation situation, double courseDegrees, double speedKnots)
    {
        var options = situation.Settings.Projection;
        if (!(speedKnots > 0.2))
        {
            return Projection.None;
        }

        var range = speedKnots * Nautical.MetresPerMile * options.Horizon.TotalHours;
        var ahead = new Dictionary<ChartedAsset, (double Earliest, double Expected, double Latest, double OffCentre, GeoPosition Point)>();
        var buffer = new ProjectedCrossing[64];
        for (var ray = 0; ray < Rays; ray++)
        {
            var off = options.FanDegrees * ((ray - (Rays / 2)) / (double)(Rays / 2));
            var found = situation.Index.Project(situation.Fix.Position, Angle.Normalise(courseDegrees + off), range, situation.Now, buffer);
            for (var i = 0; i < found; i++)
            {
                var (asset, metres, point) = buffer[i];
                var known = ahead.TryGetValue(asset, out var entry) ? entry : (Earliest: metres, Expected: metres, Latest: metres, OffCentre: double.MaxValue, Point: point);
                known.Earliest = Math.Min(known.Earliest, metres);
                known.Latest = Math.Max(known.Latest, metres);
                if (Math.Abs(off) < known.OffCentre)
                {
                    (known.Expected, known.OffCentre, known.Point) = (metres, Math.Abs(off), point);
                }

                ahead[asset] = known;
            }
        }

        if (ahead.Count == 0)
        {
            return Projection.None;
        }

        Instant At(double metres) => (situation.Now + TimeSpan.FromSeconds(metres / (speedKnots * Nautical.MetresPerSecondPerKnot))).WholeSecond;
        var assets = ahead
            .OrderBy(entry => entry.Value.Expected)
            .ThenBy(entry => entry.Key.Id, StringComparer.Ordinal)
            .Take(MostAssets)
            .Select(entry => new NextAsset(
                entry.Key.Id,
                entry.Key.Name,
                At(entry.Value.Expected),
                At(entry.Value.Earliest),
                At(entry.Value.Latest),
                Math.Round(entry.Value.Expected),
                Rounding.Position(entry.Value.Point),
                entry.Key.Operator,
                entry.Key.Contact))
            .ToImmutableArray();
        return new Projection(assets, At(ahead.Min(entry => entry.Value.Earliest)));
    }

    /// <summary>When the vessel would be inside a watch corridor on her present course, looking no further than <paramref name="ahead"/>; null when she would not.</summary>
    public static TimeSpan? TimeToCorridor(Situation situation, double courseDegrees, double speedKnots, TimeSpan ahead, Span<AssetDistance> scratch, out AssetDistance corridor)
    {
        const int Steps = 6;
        corridor = default;
        var plane = new LocalPlane(situation.Fix.Position);
        var (sin, cos) = Math.SinCos(courseDegrees * Math.PI / 180);
        for (var step = 0; step <= Steps; step++)
        {
            var time = ahead * step / Steps;
            var metres = speedKnots * Nautical.MetresPerSecondPerKnot * time.TotalSeconds;
            var found = situation.LookUp(plane.ToGeo(metres * sin, metres * cos), scratch);
            if (found > 0 && scratch[0].EffectiveMetres <= situation.Settings.Corridor.WatchMetres)
            {
                corridor = scratch[0];
                return time;
            }
        }

        return null;
    }
}
