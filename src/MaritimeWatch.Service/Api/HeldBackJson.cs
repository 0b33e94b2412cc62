using System.Text.Json;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Api;

/// <summary>A situation that was held back, as the summary of a replay and the service list it.</summary>
internal static class HeldBackJson
{
    public static void Write(Utf8JsonWriter json, HeldBack held)
    {
        json.WriteStartObject();
        json.WriteString("kind", AlertNames.Kind(held.Kind));
        json.WriteNumber("mmsi", held.Vessel.Mmsi.Value);
        if (held.AssetId is not null)
        {
            json.WriteString("assetId", held.AssetId);
        }

        json.WriteString("since", held.Since.ToString());
        json.WriteString("eventTime", held.EventTime.ToString());
        json.WriteString("reason", held.Reason);
        json.WriteEndObject();
    }
}
