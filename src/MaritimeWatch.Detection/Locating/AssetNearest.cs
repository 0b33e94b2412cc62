using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Locating;

/// <summary>The nearest of all assets within reach of a position: what is asked of nearly every report.</summary>
internal sealed class AssetNearest(LegTable table, CellGrid grid, AssetDistances distances)
{
    // The plane of the position ranks distances to 0.1 %. Where the next asset is not farther by twice that, ask more exactly.
    private const double Doubt = 1.004;

    /// <summary>The nearest of the assets watched that the cell of a position is within reach of.</summary>
    /// <remarks>Four legs side by side: that costs less than a guess how many of them there are, when it goes wrong. Compiled fully at once,
    /// because vector code is very slow until the runtime gets round to optimising it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFind(GeoPosition position, Instant time, out AssetProximity nearest)
    {
        var legs = grid.NearestAt(position);
        if (legs.Length < NearestLegs.Count || legs[0] < 0)
        {
            return TryFindListed(legs, position, time, out nearest);
        }

        var vertices = table.Vertices;
        ref readonly var a = ref vertices[legs[0]];
        ref readonly var b = ref vertices[legs[1]];
        ref readonly var c = ref vertices[legs[2]];
        ref readonly var d = ref vertices[legs[3]];
        ref readonly var toA = ref vertices[legs[0] + 1];
        ref readonly var toB = ref vertices[legs[1] + 1];
        ref readonly var toC = ref vertices[legs[2] + 1];
        ref readonly var toD = ref vertices[legs[3] + 1];

        // The nearest point of each leg, as NearestOnLine has it.
        var scale = DegreeScale.About(position.Latitude);
        var (kx, ky) = (Vector256.Create(scale.MetresPerDegreeLongitude), Vector256.Create(scale.MetresPerDegreeLatitude));
        var lon = Vector256.Create(a.Lon, b.Lon, c.Lon, d.Lon);
        var lat = Vector256.Create(a.Lat, b.Lat, c.Lat, d.Lat);
        var eastward = Vector256.Create(toA.Lon, toB.Lon, toC.Lon, toD.Lon) - lon;
        var northward = Vector256.Create(toA.Lat, toB.Lat, toC.Lat, toD.Lat) - lat;
        var east = lon - Vector256.Create(position.Longitude);
        var north = lat - Vector256.Create(position.Latitude);
        var (dx, dy) = (eastward * kx, northward * ky);
        var share = -((east * kx * dx) + (north * ky * dy)) / ((dx * dx) + (dy * dy));
        share = Vector256.MinNative(Vector256.MaxNative(share, Vector256<double>.Zero), Vector256<double>.One);
        east += share * eastward;
        north += share * northward;
        var (x, y) = (east * kx, north * ky);
        var square = (x * x) + (y * y);

        var least = Vector256.MinNative(square, Vector256.Shuffle(square, Vector256.Create(2L, 3, 0, 1)));
        least = Vector256.MinNative(least, Vector256.Shuffle(least, Vector256.Create(1L, 0, 3, 2)));
        var place = BitOperations.TrailingZeroCount(Vector256.Equals(square, least).ExtractMostSignificantBits()) & (NearestLegs.Count - 1);
        var asset = table.Owners[legs[place]];
        var close = Vector256.LessThanOrEqual(square, least * Doubt).ExtractMostSignificantBits();
        if ((close & (close - 1)) != 0 && HasOther(legs, close, asset))
        {
            return TryFindExactly(position, time, out nearest);
        }

        var (eastDegrees, northDegrees) = (east.GetElement(place), north.GetElement(place));

        // Never across the antimeridian: the cells beside it have lists.
        var point = new GeoPosition(position.Latitude + northDegrees, position.Longitude + eastDegrees);
        nearest = new AssetProximity(table.Assets[asset], scale.DistanceMetres(eastDegrees, northDegrees), point);
        return true;
    }

    // Two legs of one asset are equally near wherever their common vertex is nearest.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HasOther(ReadOnlySpan<int> legs, uint close, int asset)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            if (((close >> i) & 1) != 0 && table.Owners[legs[i]] != asset)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindExactly(GeoPosition position, Instant time, out AssetProximity nearest)
    {
        nearest = default;
        return distances.FindInCell(position, double.PositiveInfinity, time, new Span<AssetProximity>(ref nearest)) > 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindListed(ReadOnlySpan<int> cell, GeoPosition position, Instant time, out AssetProximity nearest)
    {
        nearest = default;
        if (cell.IsEmpty || cell[0] == NearestLegs.None)
        {
            return false;
        }

        var scale = DegreeScale.About(position.Latitude);
        var (best, other, asset) = (double.PositiveInfinity, double.PositiveInfinity, -1);
        var (east, north) = (0.0, 0.0);
        foreach (var index in grid.ListOf(cell))
        {
            ref readonly var run = ref table.Runs[index];
            if (run.Legs > 1 && table.IsBeyond(index, position, scale, run.Asset == asset ? best : other))
            {
                continue;
            }

            var line = new NearestOnLine(position, scale);
            table.Consider(run, position, ref line);
            if (line.PlaneSquare < other && table.Validities[run.Asset].Holds(time))
            {
                if (line.PlaneSquare < best)
                {
                    other = run.Asset == asset ? other : best;
                    (best, asset) = (line.PlaneSquare, run.Asset);
                    (east, north) = line.Foot;
                }
                else
                {
                    other = run.Asset == asset ? other : line.PlaneSquare;
                }
            }
        }

        if (asset < 0)
        {
            return false;
        }

        if (other <= best * Doubt)
        {
            return TryFindExactly(position, time, out nearest);
        }

        nearest = new AssetProximity(table.Assets[asset], scale.DistanceMetres(east, north), NearestOnLine.PointAt(position, east, north));
        return true;
    }
}
