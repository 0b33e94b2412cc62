using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Labels;

/// <summary>A label file: <c>{"header": {…}, "labels": [{…}]}</c>, times in RFC 3339.</summary>
/// <param name="Header">What the labels are about.</param>
/// <param name="Labels">One for each thing expected, and one for each vessel of which nothing is.</param>
public sealed record LabelSet(LabelHeader Header, IReadOnlyList<Label> Labels)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new InstantConverter() },
    };

    /// <summary>The file as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="JsonException">It is no label file; the message says where.</exception>
    public static LabelSet FromJson(string json) =>
        JsonSerializer.Deserialize<LabelSet>(json, Options) ?? throw new JsonException("the file is 'null'");

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Instant.TryParse(reader.GetString(), out var instant) ? instant : throw new JsonException("a time in RFC 3339 is expected");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
