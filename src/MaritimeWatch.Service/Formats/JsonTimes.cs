using System.Text.Json;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Formats;

/// <summary>Moments in JSON.</summary>
internal static class JsonTimes
{
    /// <summary>Room for a moment with its milliseconds.</summary>
    private const int MostBytes = 24;

    /// <summary>RFC 3339, with no text of its own on the way: a track has tens of thousands.</summary>
    public static void WriteTime(this Utf8JsonWriter json, Instant time)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        time.TryFormat(text, out var length);
        json.WriteStringValue(text[..length]);
    }
}
