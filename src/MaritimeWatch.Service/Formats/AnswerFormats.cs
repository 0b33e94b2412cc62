using Google.Protobuf;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Formats;

/// <summary>The formats' names and media types.</summary>
internal static class AnswerFormats
{
    public static readonly IReadOnlyList<(AnswerFormat Format, string Name, string MediaType)> All =
    [
        (AnswerFormat.Json, "json", "application/json"),
        (AnswerFormat.GeoJson, "geojson", "application/geo+json"),
        (AnswerFormat.Csv, "csv", "text/csv"),
        (AnswerFormat.Kml, "kml", "application/vnd.google-earth.kml+xml"),
        (AnswerFormat.MfJson, "mfjson", "application/vnd.ogc.mf+json"),
        (AnswerFormat.Nmea, "nmea", "text/plain"),
    ];

    /// <summary>What an answer with tracks can be written as.</summary>
    public static readonly AnswerFormat[] OfTracks = [AnswerFormat.Json, AnswerFormat.GeoJson, AnswerFormat.Csv, AnswerFormat.Kml, AnswerFormat.MfJson, AnswerFormat.Nmea];

    /// <summary>What an answer with places can be written as.</summary>
    public static readonly AnswerFormat[] OfPlaces = [AnswerFormat.Json, AnswerFormat.GeoJson, AnswerFormat.Csv, AnswerFormat.Kml];

    /// <summary>What an answer of numbers can be written as.</summary>
    public static readonly AnswerFormat[] OfNumbers = [AnswerFormat.Json, AnswerFormat.Csv];

    /// <summary>Asks for what a format can show.</summary>
    public static void Prepare(IMessage request, AnswerFormat format)
    {
        if (request is ListVisitsRequest visits && format is AnswerFormat.GeoJson or AnswerFormat.Kml)
        {
            visits.WithWay = true;
        }
    }

    public static AnswerFormat Of(string name) => All.First(known => known.Name == name).Format;

    public static string Name(AnswerFormat format) => All.First(known => known.Format == format).Name;

    public static string MediaType(AnswerFormat format) => All.First(known => known.Format == format).MediaType;
}
