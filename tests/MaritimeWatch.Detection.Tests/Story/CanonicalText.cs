using System.Text.Json;
using System.Text.Json.Serialization;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Story;

/// <summary>An alert event as one line that holds every value of it; times can be told as if the story had not been shifted.</summary>
internal static class CanonicalText
{
    public static string Of(AlertEvent alert, TimeSpan shiftedBy = default)
    {
        var options = new JsonSerializerOptions { Converters = { new InstantText(shiftedBy) } };
        return JsonSerializer.Serialize(alert, options)
            .Replace(alert.Since.ToCompactString(), (alert.Since - shiftedBy).ToCompactString(), StringComparison.Ordinal);
    }

    private sealed class InstantText(TimeSpan shiftedBy) : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue((value - shiftedBy).ToString());
    }
}
