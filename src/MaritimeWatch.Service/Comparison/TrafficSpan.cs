using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Comparison;

/// <summary>How much traffic there was, from the summary of a replay; null where it does not say.</summary>
internal readonly record struct TrafficSpan(double? VesselHours, Instant? Start, Instant? End)
{
    /// <exception cref="JsonException">It is no summary.</exception>
    public static TrafficSpan FromSummary(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("rowsRead", out _))
        {
            throw new JsonException("no summary of 'replay'");
        }

        return new TrafficSpan(
            root.TryGetProperty("vesselHours", out var hours) && hours.TryGetDouble(out var number) ? number : null,
            Time(root, "firstEventTime"),
            Time(root, "lastEventTime"));
    }

    private static Instant? Time(JsonElement root, string name) =>
        root.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String && Instant.TryParse(time.GetString(), out var instant) ? instant : null;
}
