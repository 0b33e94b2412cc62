namespace MaritimeWatch.Detection.Passages;

/// <summary>Where a vessel can have been between two fixes, by the fastest she could have gone: a lens about the line between them.</summary>
internal static class SailingReach
{
    /// <summary>How far from a place drawn she can have been at most, at one moment between two fixes.</summary>
    /// <param name="chordMetres">Metres between the fixes.</param>
    /// <param name="alongMetres">The place drawn, along the line from the first to the second.</param>
    /// <param name="asideMetres">The place drawn, to one side of that line.</param>
    /// <param name="fromFirstMetres">How far she can have come from the first fix by then.</param>
    /// <param name="toSecondMetres">How far she can have been from the second.</param>
    public static double BoundMetres(double chordMetres, double alongMetres, double asideMetres, double fromFirstMetres, double toSecondMetres)
    {
        var farthest = 0.0;

        // The point of a circle farthest from the place drawn, if it is in the other circle too ...
        Opposite(0, fromFirstMetres, chordMetres, toSecondMetres);
        Opposite(chordMetres, toSecondMetres, 0, fromFirstMetres);

        // ... or the corners of the lens.
        if (chordMetres > 0)
        {
            var x = ((chordMetres * chordMetres) + (fromFirstMetres * fromFirstMetres) - (toSecondMetres * toSecondMetres)) / (2 * chordMetres);
            var square = (fromFirstMetres * fromFirstMetres) - (x * x);
            if (square >= 0)
            {
                var y = Math.Sqrt(square);
                farthest = Math.Max(farthest, Math.Max(Distance(x, y), Distance(x, -y)));
            }
        }

        return farthest;

        void Opposite(double centre, double radius, double otherCentre, double otherRadius)
        {
            var away = Distance(centre, 0);
            var (dx, dy) = away > 0 ? ((centre - alongMetres) / away, -asideMetres / away) : (1, 0);
            var (x, y) = (centre + (radius * dx), radius * dy);
            if (Math.Sqrt(((x - otherCentre) * (x - otherCentre)) + (y * y)) <= otherRadius * (1 + 1e-9))
            {
                farthest = Math.Max(farthest, away + radius);
            }
        }

        double Distance(double x, double y) => Math.Sqrt(((x - alongMetres) * (x - alongMetres)) + ((y - asideMetres) * (y - asideMetres)));
    }
}
