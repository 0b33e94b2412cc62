using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Api.Http;

/// <summary>Ends an HTTP request with what only HTTP has: a form of the request that is not taken, or of the answer that is not given.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">For programs.</param>
/// <param name="detail">One sentence for a person.</param>
internal sealed class HttpRefusal(int status, string reason, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    public static HttpRefusal NotAcceptable(IEnumerable<string> offered) =>
        new(StatusCodes.Status406NotAcceptable, "NOT_ACCEPTABLE", $"this is given as {string.Join(" or ", offered)} only");

    public static HttpRefusal TooLarge(long mostBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, "REQUEST_TOO_LARGE", $"the body of this request may have {mostBytes} bytes");

    public static HttpRefusal MediaType() =>
        new(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "this request must be application/json in UTF-8, not compressed, with a body or without");
}
