using System.CommandLine;
using System.Text.Json;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Commands;

/// <summary>Asks a running service over HTTP for what is no message: pages, pictures, archives.</summary>
internal static class HttpQuestion
{
    /// <summary>The body of the answer.</summary>
    /// <exception cref="CommandFailedException">Nobody answers, or the service refuses.</exception>
    public static async Task<byte[]> AskAsync(ParseResult parsed, Uri address, string pathAndQuery, CancellationToken interrupted)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(address, pathAndQuery));
        if (ServerCredentials.Of(parsed, address) is { } credentials)
        {
            message.Headers.TryAddWithoutValidation("authorization", credentials.GetText("authorization"));
        }

        try
        {
            using var response = await client.SendAsync(message, interrupted);
            var body = await response.Content.ReadAsByteArrayAsync(interrupted);
            return response.IsSuccessStatusCode ? body
                : throw new CommandFailedException($"the service refuses: {Detail(body) ?? response.ReasonPhrase}", (int)response.StatusCode == 400 ? ExitCode.WrongUsage : ExitCode.Failed);
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailedException($"no service answers at {address}: {failure.Message}");
        }
    }

    private static string? Detail(byte[] problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            return document.RootElement.TryGetProperty("detail", out var detail) ? PlainText.Clean(detail.GetString() ?? "") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
