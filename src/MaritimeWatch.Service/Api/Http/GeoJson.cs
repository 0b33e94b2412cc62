using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Answers as GeoJSON (RFC 7946). The properties of a feature are the proto3 JSON of its message, without the geometry where that is charted.</summary>
internal static class GeoJson
{
    public static ReadOnlyMemory<byte> Of(ListAlertsResponse page) => Collection(
        json => json.WriteString("highWaterSequence", page.HighWaterSequence.ToString(System.Globalization.CultureInfo.InvariantCulture)), page.NextPageToken, page.Alerts,
        (json, alert) => Feature(json, alert.AlertId, alert.LatestEvent.Position, alert));

    public static ReadOnlyMemory<byte> Of(GetAlertResponse answer) => One(json => Feature(json, answer.Alert.AlertId, answer.Alert.LatestEvent.Position, answer));

    public static ReadOnlyMemory<byte> Of(ListVesselsResponse page) =>
        Collection(json => Label(json, page.Tlp), page.NextPageToken, page.Vessels, (json, vessel) => Feature(json, vessel.Mmsi, vessel.LastPosition?.Position, vessel));

    public static ReadOnlyMemory<byte> Of(GetVesselResponse answer) => One(json => Feature(json, answer.Vessel.Mmsi, answer.Vessel.LastPosition?.Position, answer));

    public static ReadOnlyMemory<byte> Of(GetTrackResponse answer, uint mmsi) => One(json =>
    {
        Begin(json);
        json.WriteNumber("id", mmsi);
        GeoShapes.Track(json, answer.Points, properties =>
        {
            properties.WriteNumber("mmsi", mmsi);
            properties.WriteNumber("storedPointCount", answer.StoredPointCount);
            Label(properties, answer.Tlp);
        });
        json.WriteEndObject();
    });

    private static void Label(Utf8JsonWriter json, string label)
    {
        if (label.Length > 0)
        {
            json.WriteString("tlp", label);
        }
    }

    /// <summary>A piece of a track as one feature.</summary>
    public static ReadOnlyMemory<byte> Of(TrackPiece piece) => One(json =>
    {
        Begin(json);
        GeoShapes.Track(json, piece.Points, properties => properties.WriteNumber("mmsi", piece.Mmsi));
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Of(ListAssetsResponse page) => Collection(null, page.NextPageToken, page.Assets, Write);

    public static ReadOnlyMemory<byte> Of(GetAssetResponse answer) => One(json => Write(json, answer.Asset));

    public static ReadOnlyMemory<byte> Of(ListContextAreasResponse page) => Collection(null, page.NextPageToken, page.Areas, (json, area) =>
    {
        var bare = area.Clone();
        bare.Parts.Clear();
        bare.Restrictions.Clear();
        Begin(json);
        json.WriteString("id", area.Id);
        GeoShapes.Charted(json, area.Parts, isArea: true);

        // Under the name that chart files have.
        Properties(json, bare, area.Restrictions.Count == 0 ? null : properties =>
        {
            properties.WriteStartArray("restriction");
            foreach (var restriction in area.Restrictions)
            {
                properties.WriteNumberValue(restriction);
            }

            properties.WriteEndArray();
        });
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Asset asset)
    {
        var bare = asset.Clone();
        bare.Parts.Clear();
        Begin(json);
        json.WriteString("id", asset.Id);
        GeoShapes.Charted(json, asset.Parts, asset.Category.EndsWith("_area", StringComparison.Ordinal));
        Properties(json, bare, null);
        json.WriteEndObject();
    }

    private static void Feature(Utf8JsonWriter json, object id, GeoPosition? position, IMessage message)
    {
        Begin(json);
        json.WritePropertyName("id");
        JsonSerializer.Serialize(json, id);
        GeoShapes.Point(json, position);
        Properties(json, message, null);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
    }

    private static void Properties(Utf8JsonWriter json, IMessage message, Action<Utf8JsonWriter>? more)
    {
        json.WriteStartObject("properties");
        using var document = JsonDocument.Parse(Representation.Formatter.Format(message));
        foreach (var property in document.RootElement.EnumerateObject())
        {
            property.WriteTo(json);
        }

        more?.Invoke(json);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Collection<T>(Action<Utf8JsonWriter>? head, string nextPageToken, IEnumerable<T> members, Action<Utf8JsonWriter, T> write) => One(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        head?.Invoke(json);
        if (nextPageToken.Length > 0)
        {
            json.WriteString("nextPageToken", nextPageToken);
        }

        json.WriteStartArray("features");
        foreach (var member in members)
        {
            write(json, member);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> One(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            write(json);
        }

        return body.WrittenMemory;
    }
}
