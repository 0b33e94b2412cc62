using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What the evaluation needs of one alert event (contract.md section 2).</summary>
/// <param name="AlertId">One situation.</param>
/// <param name="State"><c>ALERT_STATE_…</c>.</param>
/// <param name="Kind"><c>ALERT_KIND_…</c>.</param>
/// <param name="SeverityRank">1 notice to 4 critical.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="VesselName">Name, or null.</param>
/// <param name="AssetId">Asset concerned, or null.</param>
/// <param name="EventTime">Event time.</param>
/// <param name="IsHeldBack">Whether it is a notice kept for the record, with reasons that held it back.</param>
public sealed record AlertLine(
    string AlertId, string State, string Kind, int SeverityRank, uint? Mmsi, string? VesselName, string? AssetId, Instant EventTime, bool IsHeldBack)
{
    /// <summary>Reads one line of NDJSON.</summary>
    public static bool TryParse(string json, out AlertLine? alert, out string? problem)
    {
        alert = null;
        problem = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                problem = "not a JSON object";
                return false;
            }

            var id = Text(root, "alertId");
            var kind = Text(root, "kind");
            var state = Text(root, "state");
            var rank = Ranks.OfSeverity(Text(root, "severity"));
            if (id is null || kind is null || state is null || rank == 0)
            {
                problem = "alertId, kind, state or severity is missing or unknown";
                return false;
            }

            if (!Instant.TryParse(Text(root, "eventTime"), out var time))
            {
                problem = "eventTime is missing or no time";
                return false;
            }

            var vessel = Child(root, "vessel");
            var asset = Child(root, "asset");
            var isHeldBack = rank == 1 && Child(root, "suppressedBy") is { ValueKind: JsonValueKind.Array } reasons && reasons.GetArrayLength() > 0;
            alert = new AlertLine(
                id, state, kind, rank, vessel is { } who ? Number(who, "mmsi") : null, vessel is { } named ? Text(named, "name") : null, asset is { } what ? Text(what, "id") : null, time, isHeldBack);
            return true;
        }
        catch (JsonException failure)
        {
            problem = failure.Message;
            return false;
        }
    }

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : null;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } child ? child.GetString() : null;

    private static uint? Number(JsonElement parent, string name) => Child(parent, name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetUInt32(out var value) => value,
        { ValueKind: JsonValueKind.String } text when uint.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}
