using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Fields of a JSON object that may be absent or of another type: then they are null, or empty.</summary>
internal static class JsonFields
{
    public static JsonElement? ChildOf(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : null;

    public static string? TextOf(this JsonElement parent, string name) =>
        parent.ChildOf(name) is { ValueKind: JsonValueKind.String } child ? child.GetString() : null;

    public static Instant? TimeOf(this JsonElement parent, string name) => Instant.TryParse(parent.TextOf(name), out var time) ? time : null;

    public static uint? NumberOf(this JsonElement parent, string name) => parent.ChildOf(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetUInt32(out var value) => value,
        { ValueKind: JsonValueKind.String } text when uint.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    public static GeoPosition? PositionOf(this JsonElement parent, string name)
    {
        // proto3 JSON leaves a coordinate of exactly zero out.
        if (parent.ChildOf(name) is not { ValueKind: JsonValueKind.Object } child)
        {
            return null;
        }

        var position = new GeoPosition(Degrees(child, "latitude"), Degrees(child, "longitude"));
        return position.IsValid ? position : null;
    }

    public static IEnumerable<JsonElement> ItemsOf(this JsonElement parent, string name) =>
        parent.ChildOf(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static double Degrees(JsonElement parent, string name) => parent.ChildOf(name) switch
    {
        null => 0,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var degrees) => degrees,
        _ => double.NaN,
    };
}
