using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Service.EvidenceBundles;

namespace MaritimeWatch.Service.Commands;

/// <summary>Asks a running service over HTTP for what is no message: pages, pictures, archives.</summary>
internal static class HttpQuestion
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(5);

    /// <summary>The body of the answer.</summary>
    /// <param name="parsed">Has the credentials.</param>
    /// <param name="address">The service.</param>
    /// <param name="pathAndQuery">What is asked for.</param>
    /// <param name="interrupted">Ends it.</param>
    /// <param name="patience">How long an answer may take; five minutes without it.</param>
    /// <param name="wrongRequest">The exit code where the service finds the request wrong (400).</param>
    /// <exception cref="CommandFailedException">Nobody answers, not in time, or the service refuses.</exception>
    public static async Task<byte[]> AskAsync(ParseResult parsed, Uri address, string pathAndQuery, CancellationToken interrupted, TimeSpan? patience = null, int wrongRequest = ExitCode.WrongUsage)
    {
        using var client = new HttpClient { Timeout = patience ?? UsualPatience };
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
                : throw new CommandFailedException($"the service refuses: {Detail(body) ?? response.ReasonPhrase}", (int)response.StatusCode == 400 ? wrongRequest : ExitCode.Failed);
        }
        catch (HttpRequestException failure)
        {
            throw new CommandFailedException($"no service answers at {address}: {failure.Message}");
        }
        catch (OperationCanceledException) when (!interrupted.IsCancellationRequested)
        {
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"{address} has not answered within {client.Timeout.TotalMinutes:0} minutes"));
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
