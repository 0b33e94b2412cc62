using System.Text;
using MaritimeWatch.Grpc.Details;

namespace MaritimeWatch.Grpc.Wire;

/// <summary>Between HTTP headers and call metadata.</summary>
internal static class MetadataHeaders
{
    /// <summary>Adds a header to the metadata, unless it belongs to HTTP or to the protocol.</summary>
    /// <exception cref="GrpcStatusException">A <c>-bin</c> value is not base64.</exception>
    public static void Read(GrpcMetadata metadata, string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (!IsMetadata(key))
        {
            return;
        }

        if (!key.EndsWith("-bin", StringComparison.Ordinal))
        {
            metadata.Add(key, Printable(value));
            return;
        }

        // Values of a repeated key may arrive joined by commas, which base64 never holds.
        foreach (var part in value.Split(','))
        {
            metadata.Add(key, FromBase64(key, part.Trim()));
        }
    }

    private static bool IsMetadata(string key) => key switch
    {
        "content-type" or "content-length" or "te" or "host" or "connection" or "transfer-encoding" or "date" or "server" or "trailer" => false,
        StatusDetails.Header => true,
        _ => !key.StartsWith(':') && !key.StartsWith("grpc-", StringComparison.Ordinal)
            && !key.AsSpan().ContainsAnyExcept("0123456789abcdefghijklmnopqrstuvwxyz-_."),
    };

    private static string Printable(string value) => value.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? new StringBuilder().AppendJoin(string.Empty, value.Select(character => character is >= ' ' and <= '~' ? character : '?')).ToString()
        : value;

    private static byte[] FromBase64(string key, string text)
    {
        // Senders may leave the padding out, receivers must take both.
        var padded = text.TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        try
        {
            return Convert.FromBase64String(padded);
        }
        catch (FormatException)
        {
            throw new GrpcStatusException(StatusCode.Internal, $"the metadata value of {key} is not base64");
        }
    }
}
