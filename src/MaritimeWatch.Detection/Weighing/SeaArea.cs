using System.Globalization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing;

/// <summary>Names of places at sea that no chart names.</summary>
internal static class SeaArea
{
    /// <summary>An identifier to a tenth of a degree (some 6 nm), e.g. <c>n515-e0023</c> for 51.5 N 2.3 E.</summary>
    public static string IdOf(GeoPosition place)
    {
        var latitude = (int)Math.Round(Math.Abs(place.Latitude) * 10);
        var longitude = (int)Math.Round(Math.Abs(place.Longitude) * 10);
        return string.Create(CultureInfo.InvariantCulture, $"{(place.Latitude < 0 ? 's' : 'n')}{latitude:D3}-{(place.Longitude < 0 ? 'w' : 'e')}{longitude:D4}");
    }

    /// <summary>In words, e.g. <c>51.50 N 2.30 E</c>.</summary>
    public static string Words(GeoPosition place) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Abs(place.Latitude):F2} {(place.Latitude < 0 ? 'S' : 'N')} {Math.Abs(place.Longitude):F2} {(place.Longitude < 0 ? 'W' : 'E')}");

    /// <summary>The middle of some places that lie within some ten miles.</summary>
    public static GeoPosition Centre(IReadOnlyCollection<GeoPosition> places) =>
        new(places.Sum(place => place.Latitude) / places.Count, places.Sum(place => place.Longitude) / places.Count);
}
