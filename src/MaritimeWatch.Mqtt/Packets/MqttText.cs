using System.Text;
using System.Text.Unicode;

namespace MaritimeWatch.Mqtt.Packets;

/// <summary>The rules of a UTF-8 encoded string (section 1.5.4 of MQTT 5.0, 1.5.3 of 3.1.1).</summary>
internal static class MqttText
{
    /// <summary>The longest string, in UTF-8 bytes.</summary>
    public const int MostBytes = 65_535;

    /// <summary>Whether received bytes are a string: well-formed UTF-8 (no surrogates), no U+0000. U+FEFF is a character like any other.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> bytes) => !bytes.Contains((byte)0) && Utf8.IsValid(bytes);

    /// <summary>Why a text cannot be sent, or null where it can.</summary>
    public static string? Problem(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return "it holds the character U+0000";
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return "it holds half a surrogate pair";
            }
        }

        return Encoding.UTF8.GetByteCount(text) > MostBytes ? "it is longer than 65,535 bytes" : null;
    }
}
