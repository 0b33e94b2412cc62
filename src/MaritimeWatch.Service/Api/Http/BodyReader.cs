using System.Text;
using Google.Protobuf;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Reads the request message of an action from a body of proto3 JSON, its address and its headers.</summary>
internal static class BodyReader
{
    public const int MostBytes = 64 << 10;

    /// <summary>The caller's own id of the request; repeated with it, a request does nothing again.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    private const int MostDepth = 10;

    private static readonly JsonParser Parser = new(new JsonParser.Settings(MostDepth));
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="HttpRefusal">The body is too long, or of another type.</exception>
    /// <exception cref="GrpcStatusException">The body is no such message, or contradicts the address or a header.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http)
        where T : IMessage<T>, new()
    {
        var body = await JsonAsync(http);
        var message = body.Length == 0 ? new T() : Parse<T>(body);
        Take(message, "alert_id", http.Request.RouteValues["alertId"] as string ?? "", "the address");
        if (http.Request.Headers[IdempotencyKey].ToString() is { Length: > 0 } key)
        {
            Take(message, "request_id", key.Length >= 2 && key[0] == '"' && key[^1] == '"' ? key[1..^1] : key, IdempotencyKey);
        }

        if (http.Request.Headers.IfMatch.ToString() is { Length: > 0 } match && match != "*")
        {
            var isOne = EntityTagHeaderValue.TryParse(match, out var tag) && !tag!.IsWeak;
            Refused.Unless(isOne, "etag", "If-Match must be one strong entity tag, the ETag of the alert, or *");
            Take(message, "etag", tag!.Tag.ToString()[1..^1], "If-Match");
        }

        return message;
    }

    /// <summary>The body of an action that is no message of the contract; empty where nothing was sent.</summary>
    /// <exception cref="HttpRefusal">The body is too long, or of another type.</exception>
    /// <exception cref="GrpcStatusException">There are parameters in the address.</exception>
    public static Task<byte[]> JsonAsync(HttpContext http)
    {
        if (http.Request.Query.Keys.FirstOrDefault() is { } parameter)
        {
            throw Refused.Field(parameter, "an action takes no parameters in its address", "UNKNOWN_PARAMETER");
        }

        // Also without a body: a page of another site can send any other type without being asked, this one it cannot.
        RefuseUnlessJson(http.Request);
        return BytesAsync(http);
    }

    private static T Parse<T>(byte[] body)
        where T : IMessage<T>, new()
    {
        try
        {
            return Parser.Parse<T>(Utf8.GetString(body));
        }
        catch (Exception fault) when (fault is IOException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw Refused.Field("body", $"the body is no {new T().Descriptor.Name} in JSON: {fault.Message}", "INVALID_BODY");
        }
    }

    private static async Task<byte[]> BytesAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            throw HttpRefusal.TooLarge(MostBytes);
        }

        var buffer = new byte[MostBytes + 1];
        var read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        return read <= MostBytes ? buffer[..read] : throw HttpRefusal.TooLarge(MostBytes);
    }

    private static void RefuseUnlessJson(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
        if (!isJson || request.Headers.ContentEncoding.Count > 0)
        {
            throw HttpRefusal.MediaType();
        }
    }

    private static void Take(IMessage message, string field, string value, string from)
    {
        var accessor = message.Descriptor.FindFieldByName(field).Accessor;
        Refused.Unless((string)accessor.GetValue(message) is var said && (said.Length == 0 || said == value), field, $"{JsonNames.Of(field)} of the body differs from that of {from}");
        accessor.SetValue(message, value);
    }
}
