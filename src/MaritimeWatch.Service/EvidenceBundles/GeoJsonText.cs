using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>GeoJSON (RFC 7946): longitude first, no name of a reference system, the label as a member of the collection.</summary>
internal static class GeoJsonText
{
    /// <summary>The member that carries the label, in every JSON of a bundle.</summary>
    public const string Label = "tlp";

    /// <summary>A collection in UTF-8 with a final line feed.</summary>
    /// <param name="label">As <see cref="TlpMarking.Of"/> writes it, or null for none.</param>
    /// <param name="features">Writes the features.</param>
    public static byte[] Collection(string? label, Action<Utf8JsonWriter> features)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            if (label is not null)
            {
                json.WriteString(Label, label);
            }

            json.WriteStartArray("features");
            features(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A feature.</summary>
    public static void Feature(Utf8JsonWriter json, string geometryType, Action coordinates, Action properties)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", geometryType);
        json.WritePropertyName("coordinates");
        coordinates();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        properties();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A position as it is, with all digits it has.</summary>
    public static void Exact(Utf8JsonWriter json, GeoPosition position)
    {
        json.WriteStartArray();
        json.WriteNumberValue(position.Longitude);
        json.WriteNumberValue(position.Latitude);
        json.WriteEndArray();
    }

    /// <summary>A position to six decimals: a tenth of a metre, finer than AIS.</summary>
    public static void Rounded(Utf8JsonWriter json, GeoPosition position) =>
        Exact(json, new GeoPosition(Math.Round(position.Latitude, 6), Math.Round(position.Longitude, 6)));
}
