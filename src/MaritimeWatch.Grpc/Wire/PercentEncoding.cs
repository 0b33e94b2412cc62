using System.Buffers;
using System.Globalization;
using System.Text;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>The encoding of <c>grpc-message</c>: UTF-8, with every byte outside space to <c>~</c>, and <c>%</c>, as <c>%XX</c>.</summary>
internal static class PercentEncoding
{
    /// <summary>The longest encoded text, in characters. A message may repeat what a caller sent, and clients refuse more than 8 KiB of headers.</summary>
    public const int MaxLength = 2048;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character != '%')]);

    /// <summary>What goes beyond <see cref="MaxLength"/> is cut off, between characters.</summary>
    public static string Encode(string text)
    {
        if (text.Length <= MaxLength && !text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var encoded = new StringBuilder(Math.Min(MaxLength, text.Length + 16));
        Span<byte> octets = stackalloc byte[4];
        foreach (var character in text.EnumerateRunes())
        {
            var count = character.EncodeToUtf8(octets);
            var isPlain = count == 1 && Plain.Contains((char)octets[0]);
            if (encoded.Length + (isPlain ? 1 : 3 * count) > MaxLength)
            {
                break;
            }

            if (isPlain)
            {
                encoded.Append((char)octets[0]);
                continue;
            }

            foreach (var octet in octets[..count])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return encoded.ToString();
    }

    /// <summary>Never fails: a broken escape stays as it came, as the protocol asks of receivers.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var source = Encoding.UTF8.GetBytes(text);
        var decoded = new List<byte>(source.Length);
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] == '%' && at + 2 < source.Length
                && byte.TryParse(source.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                decoded.Add(octet);
                at += 2;
            }
            else
            {
                decoded.Add(source[at]);
            }
        }

        return Encoding.UTF8.GetString([.. decoded]);
    }
}
