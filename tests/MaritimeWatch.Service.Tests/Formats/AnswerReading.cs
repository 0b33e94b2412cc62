using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MaritimeWatch.Ais;
using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Tests.Formats;

/// <summary>Reads answers back as others would: times and places, in the order written.</summary>
internal static class AnswerReading
{
    public static readonly XNamespace Kml = "http://www.opengis.net/kml/2.2";
    public static readonly XNamespace Extension = "http://www.google.com/kml/ext/2.2";

    /// <summary>The rows of a table (RFC 4180) under its heading.</summary>
    public static List<Dictionary<string, string>> Csv(string text)
    {
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        var isQuoted = false;
        for (var place = 0; place < text.Length; place++)
        {
            var letter = text[place];
            if (isQuoted && letter == '"' && place + 1 < text.Length && text[place + 1] == '"')
            {
                field.Append('"');
                place++;
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && letter is ',' or '\n' && !isQuoted)
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                {
                    rows.Add([]);
                }
            }
            else
            {
                field.Append(letter);
            }
        }

        Assert.Empty(rows[^1]);
        rows.RemoveAt(rows.Count - 1);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    public static List<(Instant, double, double)> OfCsv(string text) => [.. Csv(text).Select(row => (Time(row["time"]), Number(row["latitude"]), Number(row["longitude"])))];

    /// <summary>Of GeoJSON: lines of two positions or more, the times in their shape; a lone point stands twice.</summary>
    public static List<(Instant, double, double)> OfGeoJson(string text)
    {
        var feature = Assert.Single(JsonNode.Parse(text)!["features"]!.AsArray())!;
        Assert.Equal(("FeatureCollection", "Feature"), (JsonNode.Parse(text)!["type"]!.GetValue<string>(), feature["type"]!.GetValue<string>()));
        var isMany = feature["geometry"]!["type"]!.GetValue<string>() == "MultiLineString";
        JsonArray[] lines = isMany ? [.. feature["geometry"]!["coordinates"]!.AsArray().Select(line => line!.AsArray())] : [feature["geometry"]!["coordinates"]!.AsArray()];
        var properties = feature["properties"]!["coordinateProperties"]!.AsObject();
        foreach (var (_, values) in properties)
        {
            JsonArray[] parts = isMany ? [.. values!.AsArray().Select(line => line!.AsArray())] : [values!.AsArray()];
            Assert.Equal(lines.Select(line => line.Count), parts.Select(part => part.Count));
        }

        Assert.All(lines, line => Assert.True(line.Count >= 2));
        var times = isMany ? properties["times"]!.AsArray().SelectMany(line => line!.AsArray()) : properties["times"]!.AsArray();
        return [.. lines.SelectMany(line => line).Zip(times, (at, time) => (Time(time!.GetValue<string>()), at![1]!.GetValue<double>(), at[0]!.GetValue<double>())).Distinct()];
    }

    /// <summary>Of MF-JSON (OGC 19-045r3), the members that it demands.</summary>
    public static List<(Instant, double, double)> OfMfJson(string text)
    {
        var collection = JsonNode.Parse(text)!;
        Assert.Equal("FeatureCollection", collection["type"]!.GetValue<string>());
        Assert.Equal(("Name", "urn:ogc:def:crs:OGC:1.3:CRS84"), (collection["crs"]!["type"]!.GetValue<string>(), collection["crs"]!["properties"]!["name"]!.GetValue<string>()));
        var points = new List<(Instant, double, double)>();
        foreach (var feature in collection["features"]!.AsArray())
        {
            Assert.Equal("Feature", feature!["type"]!.GetValue<string>());
            var geometry = feature["temporalGeometry"]!;
            var isMany = geometry["type"]!.GetValue<string>() == "MovingGeometryCollection";
            foreach (var prism in isMany ? geometry["prisms"]!.AsArray() : [geometry.DeepClone()])
            {
                Assert.Equal(("MovingPoint", "Linear"), (prism!["type"]!.GetValue<string>(), prism["interpolation"]!.GetValue<string>()));
                var times = prism["datetimes"]!.AsArray().Select(time => Time(time!.GetValue<string>())).ToList();
                Assert.Equal(times.Distinct().Order(), times);
                Assert.Equal(times.Count, prism["coordinates"]!.AsArray().Count);
                points.AddRange(times.Zip(prism["coordinates"]!.AsArray(), (time, at) => (time, at![1]!.GetValue<double>(), at[0]!.GetValue<double>())));
            }

            foreach (var property in feature["temporalProperties"]!.AsArray())
            {
                var values = property!.AsObject().Single(member => member.Key != "datetimes").Value!;
                Assert.Equal("Measure", values["type"]!.GetValue<string>());
                Assert.Equal(property["datetimes"]!.AsArray().Count, values["values"]!.AsArray().Count);
            }
        }

        return points;
    }

    public static List<(Instant, double, double)> OfKml(string text) =>
    [
        .. XDocument.Parse(text).Descendants(Extension + "Track").SelectMany(track => track.Elements(Kml + "when").Zip(track.Elements(Extension + "coord"), (when, coord) =>
        {
            var numbers = coord.Value.Split(' ');
            return (Time(when.Value), Number(numbers[1]), Number(numbers[0]));
        })),
    ];

    public static List<AisReport> OfNmea(byte[] bytes, out List<int> seconds)
    {
        var reader = new NmeaReportReader(new StaticReportInterning());
        var reports = new List<AisReport>();
        seconds = [];
        var framer = new LineFramer();
        ReadOnlySpan<byte> rest = bytes;
        while (framer.TryReadLine(ref rest, isEnd: true, out var line))
        {
            if (reader.Read(line, null, out var report, out _) == ReadResult.Report)
            {
                reports.Add(report);
                seconds.Add(reader.UtcSecond);
            }
        }

        return reports;
    }

    private static Instant Time(string text) => Instant.TryParse(text, out var time) ? time : throw new FormatException(text);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
