using System.Runtime.InteropServices;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using Box = MaritimeWatch.Detection.Locating.GeoBox;

namespace MaritimeWatch.Detection.Passages;

/// <summary>What one short straight piece of a vessel's way does to a stretch: where it is nearest, where it crosses.</summary>
/// <remarks>Two straight pieces that do not cross are nearest at an end of one of them, so four feet of perpendiculars decide. They are taken in the
/// plane at the middle of the piece sailed; the distance is then measured at the middle latitude of the two places.</remarks>
internal static class ChordSearch
{
    // About a centimetre: how far to look before and behind the edge of an area to tell entering from leaving.
    private const double EdgeDegrees = 1e-7;

    /// <summary>Finds the nearest point within a distance, and adds the crossings in no order.</summary>
    public static StretchFoot Find(StretchLegs stretch, GeoPosition from, GeoPosition to, double withinMetres, List<StretchFoot> crossings)
    {
        var sailed = new LegCrossing(from, to);
        var frame = new Frame(from, to);
        var first = crossings.Count;
        var (best, bestSquare) = (StretchFoot.None, double.PositiveInfinity);
        var search = stretch.Find(sailed.Box.Grow(withinMetres));
        while (search.TryNext(out var group))
        {
            foreach (ref readonly var leg in stretch.LegsOf(group))
            {
                if (sailed.TryCross(leg.From, leg.To, out var share) && Counts(stretch, sailed, share))
                {
                    Add(crossings, first, leg.FootAt(StretchLegs.ShareOf(leg, sailed.At(share)), 0, share));
                }
                else if (frame.Nearest(leg, out var legShare, out share) is var square && square < bestSquare)
                {
                    bestSquare = square;
                    best = leg.FootAt(legShare, Metres(sailed.At(share), StretchLeg.Place(leg.At(legShare))), share);
                }
            }
        }

        foreach (ref readonly var crossing in CollectionsMarshal.AsSpan(crossings)[first..])
        {
            best = best.Metres > 0 || crossing.Share < best.Share ? crossing : best;
        }

        return best.Metres <= withinMetres ? best : StretchFoot.None;
    }

    private static double Metres(GeoPosition from, GeoPosition to) =>
        DegreeScale.About(from.Latitude).DistanceMetres(Math.IEEERemainder(to.Longitude - from.Longitude, 360), to.Latitude - from.Latitude);

    // A vertex of the line that only touches the way is met by both its legs: a tenth of a millimetre along the asset is one place.
    private static void Add(List<StretchFoot> crossings, int first, in StretchFoot crossing)
    {
        for (var i = first; i < crossings.Count; i++)
        {
            if (Math.Abs(crossings[i].AlongMetres - crossing.AlongMetres) < 1e-4 && Math.Abs(crossings[i].Share - crossing.Share) < 1e-6)
            {
                return;
            }
        }

        crossings.Add(crossing);
    }

    private static bool Counts(StretchLegs stretch, in LegCrossing sailed, double share)
    {
        if (stretch.Shape is not { } shape)
        {
            return true;
        }

        var step = EdgeDegrees / sailed.Degrees;
        return shape.Contains(sailed.At(share + step)) && !shape.Contains(sailed.At(share - step));
    }

    private readonly struct Frame
    {
        private readonly GeoPosition from;
        private readonly double kx;
        private readonly double ky;
        private readonly double dx;
        private readonly double dy;

        public Frame(GeoPosition from, GeoPosition to)
        {
            this.from = from;
            (kx, ky) = DegreeScale.At((from.Latitude + to.Latitude) / 2);
            (dx, dy) = (Math.IEEERemainder(to.Longitude - from.Longitude, 360) * kx, (to.Latitude - from.Latitude) * ky);
        }

        /// <summary>Square of the distance in the plane, and where it is that.</summary>
        public double Nearest(in StretchLeg leg, out double legShare, out double sailedShare)
        {
            var (ax, ay) = (Math.IEEERemainder(leg.From.Lon - from.Longitude, 360) * kx, (leg.From.Lat - from.Latitude) * ky);
            var (ex, ey) = ((leg.To.Lon - leg.From.Lon) * kx, (leg.To.Lat - leg.From.Lat) * ky);
            var (frameDx, frameDy) = (dx, dy);
            var (sailed, charted) = ((dx * dx) + (dy * dy), (ex * ex) + (ey * ey));

            (legShare, sailedShare) = (Share(-((ax * ex) + (ay * ey)), charted), 0);
            var best = Square(legShare, 0);
            var share = Share(((dx - ax) * ex) + ((dy - ay) * ey), charted);
            Take(Square(share, 1), share, 1, ref best, ref legShare, ref sailedShare);
            share = Share((ax * dx) + (ay * dy), sailed);
            Take(Square(0, share), 0, share, ref best, ref legShare, ref sailedShare);
            share = Share(((ax + ex) * dx) + ((ay + ey) * dy), sailed);
            Take(Square(1, share), 1, share, ref best, ref legShare, ref sailedShare);
            return best;

            double Square(double u, double s)
            {
                var (x, y) = (ax + (u * ex) - (s * frameDx), ay + (u * ey) - (s * frameDy));
                return (x * x) + (y * y);
            }
        }

        private static double Share(double along, double square) => square == 0 ? 0 : Math.Clamp(along / square, 0, 1);

        private static void Take(double square, double legShare, double sailedShare, ref double best, ref double bestLegShare, ref double bestSailedShare)
        {
            if (square < best)
            {
                (best, bestLegShare, bestSailedShare) = (square, legShare, sailedShare);
            }
        }
    }
}
