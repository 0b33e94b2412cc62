using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Detection.Tests.Settings;

/// <summary>The thresholds as a tree of paths ("Loitering:NoticeAfter") and values, as a configuration file has them.</summary>
internal static class SettingTree
{
    /// <summary>Every path to a number or a time.</summary>
    public static IReadOnlyList<string> Paths =>
        [.. Root().OfType<KeyValuePair<string, JsonNode?>>().Where(part => part.Value is JsonObject).SelectMany(part => part.Value!.AsObject().Select(leaf => $"{part.Key}:{leaf.Key}"))];

    public static bool IsTime(string path) => Leaf(Root(), path).GetValueKind() == JsonValueKind.String;

    public static bool IsCount(string path) =>
        typeof(DetectionSettings).GetProperty(path.Split(':')[0])!.PropertyType.GetProperty(path.Split(':')[1])!.PropertyType == typeof(int);

    /// <summary>The shipped thresholds but for one.</summary>
    public static DetectionSettings With(string path, string value)
    {
        var root = Root();
        var parts = path.Split(':');
        root[parts[0]]![parts[1]] = IsTime(path) ? value : IsCount(path) ? int.Parse(value, CultureInfo.InvariantCulture) : double.Parse(value, CultureInfo.InvariantCulture);
        return root.Deserialize<DetectionSettings>()!;
    }

    /// <summary>A value a little beyond another: a second, one, or a thousandth.</summary>
    public static string Beyond(string path, string value, int direction) =>
        IsTime(path) ? (TimeSpan.Parse(value, CultureInfo.InvariantCulture) + TimeSpan.FromSeconds(direction)).ToString()
        : IsCount(path) ? (int.Parse(value, CultureInfo.InvariantCulture) + direction).ToString(CultureInfo.InvariantCulture)
        : (double.Parse(value, CultureInfo.InvariantCulture) + (direction * 0.001)).ToString("R", CultureInfo.InvariantCulture);

    public static string Default(string path) => Leaf(Root(), path).ToString();

    private static JsonObject Root() => JsonSerializer.SerializeToNode(DetectionSettings.Default)!.AsObject();

    private static JsonNode Leaf(JsonObject root, string path) => root[path.Split(':')[0]]![path.Split(':')[1]]!;
}
