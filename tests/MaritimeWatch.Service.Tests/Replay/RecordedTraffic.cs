using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>Recorded files beside the repository, laid out as the program reads them.</summary>
internal static class RecordedTraffic
{
    public const string Kattegat = "kattegat-dma/kattegat_1min_2025-11-01_and_03.csv.gz";
    public const string PowerCables = "geo/osm_submarine_power_cables_south_of_58N9.geojson.gz";

    /// <summary>0 commercial, 1 fishing, 2 other, 3 passenger, 4 service, as the file's README says.</summary>
    private static readonly string[] ShipTypes = ["Cargo", "Fishing", "Other", "Passenger", "Other"];

    /// <summary>A chart of one power cable along the given points.</summary>
    public static string Chart(params (double Longitude, double Latitude)[] points) => AnchoredShip.Chart.Replace(
        "[[2.0,51.0],[2.0,52.0]]",
        "[" + string.Join(',', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"[{point.Longitude},{point.Latitude}]"))) + "]",
        StringComparison.Ordinal);

    /// <summary>The power cables of OpenStreetMap with the properties of a chart.</summary>
    public static string ChartOfPowerCables()
    {
        var collection = JsonNode.Parse(Unpacked(PowerCables))!;
        foreach (var feature in collection["features"]!.AsArray())
        {
            var said = feature!["properties"]!;
            feature["properties"] = new JsonObject
            {
                ["id"] = said["osm_id"]!.GetValue<string>().Replace('/', '-'),
                ["name"] = said["name"]?.GetValue<string>() ?? "unnamed",
                ["category"] = "power_cable",
                ["status"] = "in_service",
            };
        }

        return collection.ToJsonString();
    }

    /// <summary>The Kattegat days in Danish columns and in order of time; the recording has metres a second, and the course as sine and cosine.</summary>
    public static string KattegatTable()
    {
        var rows = Encoding.ASCII.GetString(Unpacked(Kattegat)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.TrimEnd('\r').Split(','));
        var table = new StringBuilder(AnchoredShip.Header).Append(",Ship type\n");
        foreach (var row in rows.OrderBy(row => row[1], StringComparer.Ordinal))
        {
            var time = DateTime.Parse(row[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            var knots = Number(row[4]) * 3600 / Nautical.MetresPerMile;
            var course = Math.Atan2(Number(row[5]), Number(row[6])) * 180 / Math.PI;
            table.Append(CultureInfo.InvariantCulture, $"{time:dd'/'MM'/'yyyy HH:mm:ss},Class A,{row[8]},{Number(row[2]):F6},{Number(row[3]):F6},,,{knots:F1},")
                .Append(CultureInfo.InvariantCulture, $"{Math.Min(359.9, course < 0 ? course + 360 : course):F1},,{ShipTypes[row[9][0] - '0']}\n");
        }

        return table.ToString();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Unpacked(string file)
    {
        using var gzip = new GZipStream(File.OpenRead(SharedData.Path(file)), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
