using System.Text.Json;
using MaritimeWatch.Service.Formats;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Answers that are no message of the contract: the properties of a record in camel case, times in RFC 3339, what is not there as null.</summary>
internal static class AnswerJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new InstantAsText() } };

    /// <param name="http">The request.</param>
    /// <param name="answer">What is answered.</param>
    /// <param name="status">The status of the answer.</param>
    /// <exception cref="HttpRefusal">The caller takes no JSON.</exception>
    public static Task WriteAsync<T>(HttpContext http, T answer, int status = StatusCodes.Status200OK)
    {
        var mediaType = Representation.Best(http, Representation.Json);
        http.Response.StatusCode = status;
        return Representation.WriteAsync(http, mediaType, JsonSerializer.SerializeToUtf8Bytes(answer, Options));
    }
}
