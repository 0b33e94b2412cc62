using System.Buffers;
using System.Text.Json;
using MaritimeWatch.Detection.Charts;

namespace MaritimeWatch.Service.Consoles;

/// <summary>Checks a coastline in GeoJSON (RFC 7946) and writes it anew: the shapes alone, to the decimetre, so that nothing is served that was not looked at.</summary>
/// <remarks>It goes through the file once, without keeping what it has read. The first thing that is wrong refuses the file: half a coast would look like open sea.</remarks>
internal ref struct CoastlineReader
{
    /// <summary>Four times GSHHG at full resolution for the North Sea; beyond it a browser takes seconds. Design value.</summary>
    public const int MostVertices = 1_000_000;

    /// <summary>Of a degree: 0.11 m.</summary>
    private const int Decimals = 6;

    private readonly string name;
    private readonly Utf8JsonWriter writer;
    private Utf8JsonReader reader;
    private int? feature;
    private CoastlineShape shape;

    private CoastlineReader(string name, ReadOnlySpan<byte> content, Utf8JsonWriter writer)
    {
        this.name = name;
        this.writer = writer;
        reader = new Utf8JsonReader(content);
    }

    /// <summary>Vertices read so far.</summary>
    private int Vertices { get; set; }

    /// <summary>The same shapes as the smallest GeoJSON that says them, and how many vertices they have.</summary>
    /// <param name="name">What messages call the file.</param>
    /// <param name="content">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no coastline; the message has the file, the feature or line, and the reason.</exception>
    public static (byte[] Json, int Vertices) Read(string name, ReadOnlySpan<byte> content)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json);
        var coast = new CoastlineReader(name, content.StartsWith("\uFEFF"u8) ? content[3..] : content, writer);
        try
        {
            coast.ReadAll();
        }
        catch (JsonException broken)
        {
            throw coast.Refused($"not readable as JSON: {broken.Message}");
        }
        catch (InvalidOperationException)
        {
            throw coast.Refused("holds text that is not valid Unicode");
        }

        writer.Flush();
        return (json.WrittenSpan.ToArray(), coast.Vertices);
    }

    private void ReadAll()
    {
        reader.Read();
        ReadObject(Level.File);
        reader.Read();
        if (Vertices == 0)
        {
            throw Refused("holds no coast: there is no Polygon, MultiPolygon, LineString or MultiLineString in it");
        }
    }

    private void ReadObject(Level level)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Refused(level == Level.Geometry ? "the geometry is no object" : level == Level.Feature ? "not a Feature" : "is no GeoJSON object");
        }

        var (type, content) = ("", "");
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            }
            else if (content.Length == 0 && level == Level.File && reader.ValueTextEquals("features"u8))
            {
                content = "features";
                ReadFeatures();
            }
            else if (content.Length == 0 && level != Level.Geometry && reader.ValueTextEquals("geometry"u8))
            {
                content = "geometry";
                ReadGeometry();
            }
            else if (content.Length == 0 && level != Level.Feature && reader.ValueTextEquals("coordinates"u8))
            {
                content = "coordinates";
                ReadCoordinates();
            }
            else
            {
                reader.Skip();
            }
        }

        Check(type, level, content);
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }

    private readonly void Check(string type, Level level, string content)
    {
        var isRight = type switch
        {
            "FeatureCollection" => level == Level.File,
            "Feature" => level != Level.Geometry,
            "Polygon" or "MultiPolygon" or "LineString" or "MultiLineString" => level != Level.Feature,
            _ => false,
        };
        if (!isRight)
        {
            throw Refused(level == Level.Feature ? "not a Feature"
                : $"{(type.Length is 0 or > 30 ? "something else" : $"a {type}")} where {(level == Level.File ? "a FeatureCollection, " : "")}a Polygon, MultiPolygon, LineString or MultiLineString is needed");
        }

        var (needed, missing) = type switch
        {
            "FeatureCollection" => ("features", "the FeatureCollection has no list of features"),
            "Feature" => ("geometry", "the geometry is missing"),
            _ => ("coordinates", "the geometry has no coordinates"),
        };
        if (content != needed)
        {
            throw Refused(missing);
        }

        if (content == "coordinates" && shape.Fault(type) is { } fault)
        {
            throw Refused(fault);
        }
    }

    private void ReadFeatures()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Refused("the FeatureCollection has no list of features");
        }

        writer.WriteStartArray("features");
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            feature = index;
            ReadObject(Level.Feature);
        }

        feature = null;
        writer.WriteEndArray();
    }

    /// <summary>A feature without a place (RFC 7946, section 3.2) has nothing to show, and is no fault.</summary>
    private void ReadGeometry()
    {
        writer.WriteStartObject("properties");
        writer.WriteEndObject();
        writer.WritePropertyName("geometry");
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            writer.WriteNullValue();
        }
        else
        {
            ReadObject(Level.Geometry);
        }
    }

    /// <summary>Lists in lists down to positions, however deep: what depth the type asks for may stand behind them.</summary>
    private void ReadCoordinates()
    {
        shape = new CoastlineShape();
        writer.WritePropertyName("coordinates");
        var (depth, numbers, longitude, latitude) = (0, 0, 0.0, 0.0);
        do
        {
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray when numbers == 0 && shape.Opens(++depth):
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.Number when depth > 0 && reader.TryGetDouble(out var number) && shape.HoldsNumbers(depth):
                    numbers++;
                    (longitude, latitude) = (numbers == 1 ? number : longitude, numbers == 2 ? number : latitude);
                    break;
                case JsonTokenType.EndArray when numbers is 0 or > 1 && shape.Closes(depth--):
                    if (numbers > 0)
                    {
                        Write(longitude, latitude);
                        numbers = 0;
                    }

                    writer.WriteEndArray();
                    break;
                default:
                    throw Refused($"the coordinates are not nested as GeoJSON has them at vertex {shape.Vertices}");
            }
        }
        while (depth > 0);
    }

    private void Write(double longitude, double latitude)
    {
        // So written that what is no number is refused too.
        if (!(Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90))
        {
            throw Refused(FormattableString.Invariant($"vertex {shape.Vertices} is outside the world: longitude {longitude}, latitude {latitude}; GeoJSON has degrees of WGS 84 (EPSG:4326), longitude first"));
        }

        if (++Vertices > MostVertices)
        {
            throw Refused(FormattableString.Invariant($"more than {MostVertices} vertices up to here: cut it to your waters, or simplify it"));
        }

        shape.Add(longitude, latitude);
        writer.WriteNumberValue(Math.Round(longitude, Decimals));
        writer.WriteNumberValue(Math.Round(latitude, Decimals));
    }

    private readonly InvalidDataException Refused(string reason) => new(new ChartProblem(name, feature, null, reason).ToString());

    /// <summary>What an object is part of.</summary>
    private enum Level
    {
        File,
        Feature,
        Geometry,
    }
}
