using System.Globalization;

namespace MaritimeWatch.Service.Tests.Replay;

/// <summary>A small table: a ship at anchor on a cable for half an hour, and one far away that keeps time moving. Raises an alert.</summary>
internal static class AnchoredShip
{
    public const string Header = "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading";

    public const string Cable =
        """{"type":"Feature","geometry":{"type":"LineString","coordinates":[[2.0,51.0],[2.0,52.0]]},"properties":{"id":"test-cable","name":"Test Cable","category":"power_cable","status":"in_service"}}""";

    public const string Chart = """{"type":"FeatureCollection","features":[""" + Cable + "]}";

    private static readonly DateTime Epoch = new(2024, 11, 17, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The rows without header: two every half minute for 40 minutes.</summary>
    public static List<string> Rows()
    {
        var rows = new List<string>();
        for (var second = 0; second <= 2400; second += 30)
        {
            // A metre of swing to either side: a real receiver never stands still.
            rows.Add(Row(second, 244_000_001, 51.5, second % 60 == 0 ? 2.00002 : 1.99998, "At anchor"));
            rows.Add(Row(second, 211_000_009, 55.0, 4.0, "Under way using engine"));
        }

        return rows;
    }

    public static string Row(int second, uint mmsi, double latitude, double longitude, string status) =>
        Row(Epoch.AddSeconds(second), mmsi, latitude, longitude, status);

    public static string Row(DateTime time, uint mmsi, double latitude, double longitude, string status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{time:dd'/'MM'/'yyyy HH:mm:ss},Class A,{mmsi},{latitude:F6},{longitude:F6},{status},,0.1,90.0,90");

    public static string Table(IEnumerable<string> rows) => string.Join('\n', rows.Prepend(Header)) + "\n";
}
