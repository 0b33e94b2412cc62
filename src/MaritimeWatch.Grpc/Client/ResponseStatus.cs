using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MaritimeWatch.Grpc.Wire;

namespace MaritimeWatch.Grpc.Client;

/// <summary>The status of a call out of what the HTTP exchange shows.</summary>
internal static class ResponseStatus
{
    /// <summary>Passes a response of gRPC that goes on; throws the status of every other ("HTTP to gRPC Status Code Mapping").</summary>
    public static void ThrowUnlessGrpc(HttpResponseMessage response)
    {
        if (response.Headers.Contains("grpc-status"))
        {
            // Headers alone: the call is over.
            ThrowUnlessOk(response.Headers);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new GrpcStatusException(OfHttp(response.StatusCode), $"the server answered HTTP {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentType?.MediaType is not ("application/grpc" or "application/grpc+proto"))
        {
            throw new GrpcStatusException(StatusCode.Unknown, $"the server answered {response.Content.Headers.ContentType?.MediaType ?? "nothing"}, not application/grpc");
        }
    }

    /// <summary>After the last message: throws any status but OK.</summary>
    /// <returns>What came with OK.</returns>
    public static GrpcMetadata ThrowUnlessOk(HttpResponseMessage response)
    {
        if (response.TrailingHeaders.Contains("grpc-status"))
        {
            ThrowUnlessOk(response.TrailingHeaders);
        }
        else if (!response.Headers.Contains("grpc-status"))
        {
            throw new GrpcStatusException(StatusCode.Unknown, "the response ended without a status");
        }

        return Metadata(response.TrailingHeaders);
    }

    /// <summary>The metadata among headers or trailers.</summary>
    public static GrpcMetadata Metadata(HttpResponseHeaders headers)
    {
        var metadata = new GrpcMetadata();
        foreach (var (name, each) in headers.NonValidated)
        {
            foreach (var value in each)
            {
                MetadataHeaders.Read(metadata, name, value);
            }
        }

        return metadata;
    }

    /// <summary>What a broken exchange means: the reset code of the stream where there is one, else no connection.</summary>
    public static GrpcStatusException OfFault(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException { ErrorCode: var reset })
            {
                // RFC 9113, section 7, and "Errors" in "gRPC over HTTP2". NO_ERROR is how a server that stops closes its connections (GOAWAY);
                // HttpClient shows that as it shows a reset of the stream alone.
                var code = reset switch
                {
                    0x0 or 0x7 => StatusCode.Unavailable,
                    0x8 => StatusCode.Cancelled,
                    0xb => StatusCode.ResourceExhausted,
                    0xc => StatusCode.PermissionDenied,
                    _ => StatusCode.Internal,
                };
                return new GrpcStatusException(code, $"the server closed the stream, HTTP/2 error {reset}", innerException: fault);
            }
        }

        return new GrpcStatusException(StatusCode.Unavailable, fault.InnerException?.Message ?? fault.Message, innerException: fault);
    }

    private static void ThrowUnlessOk(HttpResponseHeaders status)
    {
        var text = string.Join(',', status.GetValues("grpc-status"));
        var code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((StatusCode)number)
            ? (StatusCode)number
            : StatusCode.Unknown;
        if (code == StatusCode.Ok)
        {
            return;
        }

        var message = status.TryGetValues("grpc-message", out var values) ? PercentEncoding.Decode(string.Join(',', values)) : string.Empty;
        throw new GrpcStatusException(code, message, Metadata(status));
    }

    private static StatusCode OfHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };
}
