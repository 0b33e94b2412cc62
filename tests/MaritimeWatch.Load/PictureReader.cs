using System.Diagnostics;
using System.Text.Json;

namespace MaritimeWatch.Load;

/// <summary>One console that follows the live picture of the world: how old each row is when it comes, and how long nothing came.</summary>
/// <param name="service">Where it is.</param>
/// <param name="sentAt">When the report of a vessel and second was handed to the socket; null for a console that only reads: decoding is the console's cost, and this machine's.</param>
internal sealed class PictureReader(Uri service, Func<uint, long, long>? sentAt)
{
    /// <summary>Milliseconds from the socket to the console.</summary>
    public Latencies Ages { get; } = new();

    public long Bytes { get; private set; }

    public int Deltas { get; private set; }

    /// <summary>Longest time between two events, in seconds.</summary>
    public double LongestPauseSeconds { get; private set; }

    public async Task RunAsync(TaskCompletionSource connected, CancellationToken cancellation)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = service };
            using var lines = new StreamReader(await http.GetStreamAsync(new Uri("api/v1/picture/stream", UriKind.Relative), cancellation));
            var last = 0L;
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                Bytes += line.Length + 1;
                if (!line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    Deltas += line == "event: delta" ? 1 : 0;
                    continue;
                }

                var now = Stopwatch.GetTimestamp();
                LongestPauseSeconds = last == 0 ? 0 : Math.Max(LongestPauseSeconds, Stopwatch.GetElapsedTime(last, now).TotalSeconds);
                last = now;
                connected.TrySetResult();
                if (sentAt is not null)
                {
                    Note(line.AsMemory("data: ".Length), now);
                }
            }

            throw new EndOfStreamException("a console was cut");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception failure)
        {
            connected.TrySetException(failure);
            throw;
        }
    }

    private void Note(ReadOnlyMemory<char> data, long now)
    {
        using var json = JsonDocument.Parse(data);
        foreach (var row in json.RootElement.GetProperty("rows").EnumerateArray())
        {
            if (sentAt!(row[0].GetUInt32(), row[1].GetInt64()) is > 0 and var sent)
            {
                Ages.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
            }
        }
    }
}
