using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MaritimeWatch.Influx;

/// <summary>What a server said about points that were sent to it.</summary>
/// <param name="Kind">What became of them.</param>
/// <param name="Fault">Why, where <paramref name="Kind"/> is not <see cref="WriteAnswerKind.Stored"/>.</param>
/// <param name="Dropped">How many it dropped, where it told.</param>
/// <param name="Message">Its own words, or what went wrong, on one line.</param>
/// <param name="RetryAfter">When it wants to be asked again, or null.</param>
public sealed partial record WriteAnswer(WriteAnswerKind Kind, InfluxFault Fault = InfluxFault.Failed, long Dropped = 0, string Message = "", TimeSpan? RetryAfter = null)
{
    private const int MostCharacters = 500;

    /// <summary>All are stored.</summary>
    public static readonly WriteAnswer Stored = new(WriteAnswerKind.Stored);

    /// <summary>Reads an answer.</summary>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="body">Its body.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> says, or null.</param>
    public static WriteAnswer Read(int status, string body, TimeSpan? retryAfter = null)
    {
        var said = MessageOf(body);
        if (status is >= 200 and < 300)
        {
            return Stored;
        }

        // 1.x says "not found" of a retention policy with 500, of a database with 404.
        if (status == 404 || said.Contains("retention policy not found", StringComparison.Ordinal) || said.Contains("database not found", StringComparison.Ordinal))
        {
            return new(WriteAnswerKind.TryAgain, InfluxFault.NoDatabase, 0, Line(said), retryAfter);
        }

        return status switch
        {
            400 or 422 when said.Contains("partial write", StringComparison.Ordinal) => new(WriteAnswerKind.PartlyStored, InfluxFault.Refused, DroppedOf(said), Line(said)),
            401 or 403 or 407 => new(WriteAnswerKind.TryAgain, InfluxFault.NotAllowed, 0, Line(said), retryAfter),
            408 => new(WriteAnswerKind.TryAgain, InfluxFault.NoAnswer, 0, Line(said), retryAfter),
            413 => new(WriteAnswerKind.TooLarge, InfluxFault.TooLarge, 0, Line(said)),
            429 or 503 => new(WriteAnswerKind.TryAgain, InfluxFault.Busy, 0, Line(said), retryAfter),
            400 or 422 => new(WriteAnswerKind.Refused, InfluxFault.Refused, 0, Line(said)),
            _ => new(WriteAnswerKind.TryAgain, InfluxFault.Failed, 0, Line(said.Length > 0 ? said : $"HTTP status {status}"), retryAfter),
        };
    }

    /// <summary>The words of an error body: <c>{"error":…}</c> of 1.x, <c>{"message":…}</c> of 2.x, or the text itself.</summary>
    internal static string MessageOf(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var name in (string[])["error", "message"])
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String)
                {
                    return said.GetString()!;
                }
            }
        }
        catch (JsonException)
        {
            // A proxy, or a page for people.
        }

        return body;
    }

    /// <summary>On one line, without control characters, not too long: it goes into logs.</summary>
    internal static string Line(string said)
    {
        var clean = new string([.. said.Take(MostCharacters).Select(character => char.IsControl(character) ? ' ' : character)]).Trim();
        return said.Length > MostCharacters ? clean + " …" : clean;
    }

    /// <summary>"dropped=N" counts what was well formed; a line that could not be read is told by itself and not counted there.</summary>
    private static long DroppedOf(string said)
    {
        var told = Dropping().Match(said) is { Success: true } match && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return told + Unreadable().Count(said);
    }

    [GeneratedRegex(@"dropped=(\d+)")]
    private static partial Regex Dropping();

    [GeneratedRegex(@"(^|: |\n)unable to parse '")]
    private static partial Regex Unreadable();
}
