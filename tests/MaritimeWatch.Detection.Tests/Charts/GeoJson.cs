using System.Text;

namespace MaritimeWatch.Detection.Tests.Charts;

/// <summary>Short ways to write GeoJSON in tests.</summary>
internal static class GeoJson
{
    public static string Feature(string properties, string type, string coordinates) =>
        $$$"""{"type":"Feature","geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}},"properties":{{{{properties}}}}}""";

    public static byte[] Collection(params string[] features) =>
        Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(",", features)}}]}""");
}
