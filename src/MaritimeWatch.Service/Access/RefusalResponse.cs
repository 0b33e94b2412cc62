using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Grpc;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Access;

/// <summary>How a refusal is said: trailers-only over HTTP 200 to gRPC callers, problem+json (RFC 9457) to the others.</summary>
internal static class RefusalResponse
{
    private const string Domain = "maritimewatch";

    public static Task WriteAsync(HttpContext http, Refusal refusal, bool isGrpc)
    {
        var response = http.Response;
        if (isGrpc)
        {
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = refusal.Message;
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(Details(refusal)).TrimEnd('=');
            return Task.CompletedTask;
        }

        response.StatusCode = refusal.Code switch
        {
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status403Forbidden,
        };
        if (refusal.Code == StatusCode.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"maritimewatch\"";
        }

        if (refusal.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        response.Headers.CacheControl = "no-store";
        return response.WriteAsJsonAsync(
            new { status = response.StatusCode, reason = refusal.Reason, detail = refusal.Message }, options: null, contentType: "application/problem+json");
    }

    /// <summary>A <c>google.rpc.Status</c> (google/rpc/status.proto) with ErrorInfo, and RetryInfo where waiting helps.</summary>
    internal static byte[] Details(Refusal refusal)
    {
        using var memory = new MemoryStream();
        using (var status = new CodedOutputStream(memory, leaveOpen: true))
        {
            status.WriteTag(1, WireFormat.WireType.Varint);
            status.WriteInt32((int)refusal.Code);
            Text(status, 2, refusal.Message);
            Any(status, "google.rpc.ErrorInfo", info =>
            {
                Text(info, 1, refusal.Reason);
                Text(info, 2, Domain);
            });
            if (refusal.RetryAfter is { } wait)
            {
                Any(status, "google.rpc.RetryInfo", info =>
                {
                    info.WriteTag(1, WireFormat.WireType.LengthDelimited);
                    info.WriteMessage(Duration.FromTimeSpan(wait));
                });
            }
        }

        return memory.ToArray();
    }

    private static void Any(CodedOutputStream status, string type, Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var message = new CodedOutputStream(memory, leaveOpen: true))
        {
            write(message);
        }

        status.WriteTag(3, WireFormat.WireType.LengthDelimited);
        status.WriteMessage(new Any { TypeUrl = $"type.googleapis.com/{type}", Value = ByteString.CopyFrom(memory.ToArray()) });
    }

    private static void Text(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }
}
