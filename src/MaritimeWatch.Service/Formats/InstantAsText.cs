using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Formats;

/// <summary>Times in JSON as RFC 3339 has them; written only.</summary>
internal sealed class InstantAsText : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
