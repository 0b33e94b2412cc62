using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>What an evaluation or a comparison needs of one alert event (contract.md section 2).</summary>
/// <param name="AlertId">One situation.</param>
/// <param name="State"><c>ALERT_STATE_…</c>.</param>
/// <param name="Kind"><c>ALERT_KIND_…</c>.</param>
/// <param name="SeverityRank">1 notice to 4 critical.</param>
/// <param name="Mmsi">Whom it is about, or null.</param>
/// <param name="VesselName">Name, or null.</param>
/// <param name="AssetId">Asset concerned, or null.</param>
/// <param name="EventTime">Event time.</param>
public sealed record AlertLine(
    string AlertId, string State, string Kind, int SeverityRank, uint? Mmsi, string? VesselName, string? AssetId, Instant EventTime)
{
    /// <summary>When the situation began, or null where the line does not say.</summary>
    public Instant? Since { get; init; }

    /// <summary>Where the vessel was, or the area is; null where the line does not say.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Assets ahead, soonest first.</summary>
    public IReadOnlyList<AssetAhead> NextAssets { get; init; } = [];

    /// <summary>Reasons that lowered the severity or held it back.</summary>
    public IReadOnlyList<string> SuppressedBy { get; init; } = [];

    /// <summary>Whether it is a notice kept for the record, with reasons that held it back.</summary>
    public bool IsHeldBack => SeverityRank == 1 && SuppressedBy.Count > 0;

    /// <summary>Whether it only tells that the situation is over.</summary>
    public bool IsClosing => State == "ALERT_STATE_CLOSED";

    /// <summary>Whether it takes the alert back.</summary>
    public bool IsRetracting => State == "ALERT_STATE_RETRACTED";

    /// <summary>Whether the alert stood, at <see cref="SeverityRank"/>, when this was published: it neither ends the alert nor is it held back.</summary>
    public bool IsStanding => !IsClosing && !IsRetracting && !IsHeldBack;

    /// <summary>Reads one line of NDJSON.</summary>
    /// <param name="utf8">One JSON object, without a byte order mark.</param>
    /// <param name="alert">The event, or null.</param>
    /// <param name="problem">What is wrong with the line, or null.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out AlertLine? alert, out string? problem)
    {
        alert = null;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return TryRead(document.RootElement, out alert, out problem);
        }
        catch (JsonException failure)
        {
            // The reader's own line number is that within the line.
            problem = $"no JSON: {failure.Message.Split(" LineNumber:")[0]}";
            return false;
        }
        catch (InvalidOperationException)
        {
            // Found only when the text is asked for.
            problem = "a text is not UTF-8";
            return false;
        }
    }

    /// <inheritdoc cref="TryParse(ReadOnlyMemory{byte}, out AlertLine?, out string?)"/>
    public static bool TryParse(string json, out AlertLine? alert, out string? problem) => TryParse(System.Text.Encoding.UTF8.GetBytes(json), out alert, out problem);

    private static bool TryRead(JsonElement root, out AlertLine? alert, out string? problem)
    {
        alert = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "not a JSON object";
            return false;
        }

        var id = root.TextOf("alertId");
        var kind = root.TextOf("kind");
        var state = root.TextOf("state");
        var rank = Ranks.OfSeverity(root.TextOf("severity"));
        if (id is null || kind is null || state is null || rank == 0)
        {
            problem = $"{(id is null ? "alertId" : kind is null ? "kind" : state is null ? "state" : "severity")} is missing or unknown";
            return false;
        }

        if (root.TimeOf("eventTime") is not { } time)
        {
            problem = "eventTime is missing or no time";
            return false;
        }

        problem = null;
        alert = new AlertLine(
            id, state, kind, rank, root.ChildOf("vessel")?.NumberOf("mmsi"), root.ChildOf("vessel")?.TextOf("name"), root.ChildOf("asset")?.TextOf("id"), time)
        {
            Since = root.TimeOf("since"),
            Position = root.PositionOf("position"),
            NextAssets = [.. root.ItemsOf("nextAssets").Select(asset => (Id: asset.TextOf("assetId"), Eta: asset.TimeOf("eta"))).Where(asset => asset.Id is not null).Select(asset => new AssetAhead(asset.Id!, asset.Eta))],
            SuppressedBy = [.. root.ItemsOf("suppressedBy").Where(reason => reason.ValueKind == JsonValueKind.String).Select(reason => reason.GetString()!)],
        };
        return true;
    }
}
