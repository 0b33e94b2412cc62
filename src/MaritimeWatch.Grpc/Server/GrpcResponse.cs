using System.Globalization;
using MaritimeWatch.Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MaritimeWatch.Grpc.Server;

/// <summary>How headers, metadata and status stand in an HTTP response.</summary>
internal static class GrpcResponse
{
    public const string ContentType = "application/grpc";

    public static void WriteHeaders(HttpResponse response, GrpcMetadata metadata, bool compresses)
    {
        if (compresses)
        {
            response.Headers["grpc-encoding"] = MessageEncoding.Gzip;
        }

        foreach (var entry in metadata)
        {
            response.Headers.Append(entry.Key, entry.Text);
        }
    }

    /// <summary>As trailers once the response has started, else in the headers: a response of headers alone, "trailers-only".</summary>
    public static void WriteStatus(HttpResponse response, StatusCode code, string message, IEnumerable<GrpcMetadataEntry> trailers)
    {
        Write("grpc-status", ((int)code).ToString(CultureInfo.InvariantCulture));
        if (message.Length > 0)
        {
            Write("grpc-message", PercentEncoding.Encode(message));
        }

        foreach (var group in trailers.GroupBy(entry => entry.Key))
        {
            Write(group.Key, group.Select(entry => entry.Text).ToArray());
        }

        void Write(string name, StringValues value)
        {
            if (response.HasStarted)
            {
                response.AppendTrailer(name, value);
            }
            else
            {
                response.Headers[name] = value;
            }
        }
    }
}
