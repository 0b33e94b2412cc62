namespace MaritimeWatch.Domain.Geodesy;

/// <summary>Shortest lines on the WGS 84 ellipsoid, to a millimetre over any distance: the yardstick for faster approximations.</summary>
/// <remarks>
/// T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with application of nested equations", Survey Review
/// XXII 176, 1975. Its inverse iteration does not converge between nearly antipodal places; there the initial course is found by
/// bisection instead (C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87, 2013, section 4: the longitude
/// reached on the other parallel grows with the course).
/// </remarks>
public static class Geodesic
{
    private const double EquatorialRadius = 6_378_137.0;
    private const double Flattening = 1 / 298.257223563;
    private const double PolarRadius = EquatorialRadius * (1 - Flattening);
    private const double SecondEccentricitySquared = ((EquatorialRadius * EquatorialRadius) - (PolarRadius * PolarRadius)) / (PolarRadius * PolarRadius);
    private const double Degree = Math.PI / 180;
    private const int MaxIterations = 40;

    /// <summary>Metres along the shortest line between two places.</summary>
    public static double DistanceMetres(GeoPosition from, GeoPosition to) => Between(from, to).DistanceMetres;

    /// <summary>The shortest line between two places (the inverse problem).</summary>
    public static GeodesicLine Between(GeoPosition from, GeoPosition to)
    {
        var longitude = Math.IEEERemainder(to.Longitude - from.Longitude, 360) * Degree;
        var (sinU1, cosU1) = ReducedLatitude(from.Latitude);
        var (sinU2, cosU2) = ReducedLatitude(to.Latitude);
        var lambda = longitude;
        for (var i = 0; i < MaxIterations && Math.Abs(lambda) <= Math.PI; i++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var across = cosU2 * sinLambda;
            var along = (cosU1 * sinU2) - (sinU1 * cosU2 * cosLambda);
            var sinSigma = Math.Sqrt((across * across) + (along * along));
            var cosSigma = (sinU1 * sinU2) + (cosU1 * cosU2 * cosLambda);
            if (sinSigma == 0)
            {
                if (cosSigma > 0)
                {
                    return default;
                }

                break;
            }

            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            var cosSquareAlpha = 1 - (sinAlpha * sinAlpha);
            var cos2SigmaM = cosSquareAlpha <= 1e-15 ? 0 : cosSigma - (2 * sinU1 * sinU2 / cosSquareAlpha);
            var next = longitude + LongitudeTerm(sinAlpha, cosSquareAlpha, sigma, sinSigma, cosSigma, cos2SigmaM);
            var change = Math.Abs(next - lambda);
            lambda = next;
            if (change < 1e-13)
            {
                return new GeodesicLine(
                    Length(cosSquareAlpha, sigma, sinSigma, cosSigma, cos2SigmaM),
                    Angle.Normalise(Math.Atan2(across, along) / Degree),
                    Angle.Normalise(Math.Atan2(cosU1 * sinLambda, (cosU1 * sinU2 * cosLambda) - (sinU1 * cosU2)) / Degree));
            }
        }

        return NearlyAntipodal(from.Latitude, to.Latitude, longitude);
    }

    /// <summary>The place reached along a shortest line, and the course there (the direct problem).</summary>
    /// <param name="origin">Where the line begins.</param>
    /// <param name="courseDegrees">Its direction there, degrees true.</param>
    /// <param name="metres">Its length, 0 or more.</param>
    public static (GeoPosition Position, double FinalCourseDegrees) Go(GeoPosition origin, double courseDegrees, double metres)
    {
        var (sinCourse, cosCourse) = Math.SinCos(courseDegrees * Degree);
        var (sinU1, cosU1) = ReducedLatitude(origin.Latitude);
        var sigma1 = Math.Atan2(sinU1, cosU1 * cosCourse);
        var sinAlpha = cosU1 * sinCourse;
        var cosSquareAlpha = 1 - (sinAlpha * sinAlpha);
        var (a, b) = LengthSeries(cosSquareAlpha);
        var sigma = metres / (PolarRadius * a);
        double sinSigma, cosSigma, cos2SigmaM;
        for (var i = 0; ; i++)
        {
            (sinSigma, cosSigma) = Math.SinCos(sigma);
            cos2SigmaM = Math.Cos((2 * sigma1) + sigma);
            var next = (metres / (PolarRadius * a)) + ArcTerm(b, sinSigma, cosSigma, cos2SigmaM);
            var change = Math.Abs(next - sigma);
            sigma = next;
            if (change < 1e-14 || i == MaxIterations)
            {
                break;
            }
        }

        (sinSigma, cosSigma) = Math.SinCos(sigma);
        cos2SigmaM = Math.Cos((2 * sigma1) + sigma);
        var north = (cosU1 * cosSigma * cosCourse) - (sinU1 * sinSigma);
        var latitude = Math.Atan2(
            (sinU1 * cosSigma) + (cosU1 * sinSigma * cosCourse),
            (1 - Flattening) * Math.Sqrt((sinAlpha * sinAlpha) + (north * north)));
        var lambda = Math.Atan2(sinSigma * sinCourse, (cosU1 * cosSigma) - (sinU1 * sinSigma * cosCourse));
        var longitude = lambda - LongitudeTerm(sinAlpha, cosSquareAlpha, sigma, sinSigma, cosSigma, cos2SigmaM);
        return (
            new GeoPosition(latitude / Degree, Math.IEEERemainder(origin.Longitude + (longitude / Degree), 360)),
            Angle.Normalise(Math.Atan2(sinAlpha, north) / Degree));
    }

    private static GeodesicLine NearlyAntipodal(double fromLatitude, double toLatitude, double longitude)
    {
        // Karney's arrangement: the first place is the one farther from the equator, and south of it; the line goes east.
        var swap = Math.Abs(fromLatitude) < Math.Abs(toLatitude);
        var (latitude1, latitude2) = swap ? (toLatitude, fromLatitude) : (fromLatitude, toLatitude);
        var flip = latitude1 > 0;
        (latitude1, latitude2) = flip ? (-latitude1, -latitude2) : (latitude1, latitude2);
        var east = swap ? -longitude : longitude;
        var (sinU1, cosU1) = ReducedLatitude(latitude1);
        var (sinU2, cosU2) = ReducedLatitude(latitude2);
        sinU1 = Math.Min(sinU1, -1e-150);

        double low = 0, high = Math.PI;
        for (var i = 0; i < 200 && low < high; i++)
        {
            var middle = low + ((high - low) / 2);
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = Reach(sinU1, cosU1, sinU2, cosU2, middle).Longitude < Math.Abs(east) ? (middle, high) : (low, middle);
        }

        var (_, distance, course2) = Reach(sinU1, cosU1, sinU2, cosU2, high);
        var (initial, final) = swap ? (course2, high) : (high, course2);
        return new GeodesicLine(distance, Restore(initial), Restore(final));

        double Restore(double course)
        {
            var (sin, cos) = Math.SinCos(course);
            // Mirrored, and once more each when the line was solved backwards.
            sin = east < 0 != swap ? -sin : sin;
            cos = flip != swap ? -cos : cos;
            return Angle.Normalise(Math.Atan2(sin, cos) / Degree);
        }
    }

    // Where a line that leaves the first parallel on a course meets the second one, having passed its turning point.
    private static (double Longitude, double Distance, double FinalCourse) Reach(double sinU1, double cosU1, double sinU2, double cosU2, double course)
    {
        var (sinCourse, cosCourse) = Math.SinCos(course);
        var sinAlpha = sinCourse * cosU1;
        var cosSquareAlpha = 1 - (sinAlpha * sinAlpha);
        var cosFinal = Math.Sqrt(Math.Max(0, (cosCourse * cosCourse * cosU1 * cosU1) + ((cosU2 * cosU2) - (cosU1 * cosU1)))) / cosU2;
        var sigma1 = Math.Atan2(sinU1, cosCourse * cosU1);
        var sigma2 = Math.Atan2(sinU2, cosFinal * cosU2);
        var omega1 = Math.Atan2(sinAlpha * sinU1, cosCourse * cosU1);
        var omega2 = Math.Atan2(sinAlpha * sinU2, cosFinal * cosU2);
        var sigma = sigma2 - sigma1;
        var (sinSigma, cosSigma) = Math.SinCos(sigma);
        var cos2SigmaM = Math.Cos(sigma1 + sigma2);
        var longitude = omega2 - omega1 - LongitudeTerm(sinAlpha, cosSquareAlpha, sigma, sinSigma, cosSigma, cos2SigmaM);
        return (longitude, Length(cosSquareAlpha, sigma, sinSigma, cosSigma, cos2SigmaM), Math.Atan2(sinAlpha / cosU2, cosFinal));
    }

    private static (double Sin, double Cos) ReducedLatitude(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Degree);
        sin *= 1 - Flattening;
        var length = Math.Sqrt((sin * sin) + (cos * cos));
        return (sin / length, Math.Max(cos / length, 1e-150));
    }

    // Vincenty's equations 10 and 11: longitude on the auxiliary sphere less longitude on the ellipsoid.
    private static double LongitudeTerm(double sinAlpha, double cosSquareAlpha, double sigma, double sinSigma, double cosSigma, double cos2SigmaM)
    {
        var c = Flattening / 16 * cosSquareAlpha * (4 + (Flattening * (4 - (3 * cosSquareAlpha))));
        return (1 - c) * Flattening * sinAlpha
            * (sigma + (c * sinSigma * (cos2SigmaM + (c * cosSigma * (-1 + (2 * cos2SigmaM * cos2SigmaM))))));
    }

    // Equations 3 and 4.
    private static (double A, double B) LengthSeries(double cosSquareAlpha)
    {
        var u2 = cosSquareAlpha * SecondEccentricitySquared;
        return (
            1 + (u2 / 16384 * (4096 + (u2 * (-768 + (u2 * (320 - (175 * u2))))))),
            u2 / 1024 * (256 + (u2 * (-128 + (u2 * (74 - (47 * u2)))))));
    }

    // Equation 6.
    private static double ArcTerm(double b, double sinSigma, double cosSigma, double cos2SigmaM)
    {
        var square = cos2SigmaM * cos2SigmaM;
        return b * sinSigma * (cos2SigmaM + (b / 4 * ((cosSigma * (-1 + (2 * square)))
            - (b / 6 * cos2SigmaM * (-3 + (4 * sinSigma * sinSigma)) * (-3 + (4 * square))))));
    }

    private static double Length(double cosSquareAlpha, double sigma, double sinSigma, double cosSigma, double cos2SigmaM)
    {
        var (a, b) = LengthSeries(cosSquareAlpha);
        return PolarRadius * a * (sigma - ArcTerm(b, sinSigma, cosSigma, cos2SigmaM));
    }
}
