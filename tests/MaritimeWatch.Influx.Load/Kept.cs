using System.Globalization;

namespace MaritimeWatch.Influx.Load;

/// <summary>What the server has of the reports that were acknowledged.</summary>
internal static class Kept
{
    /// <summary>Counts each report in the server's own CSV, and says what is missing, doubled or other than it was sent.</summary>
    /// <param name="url">The server.</param>
    /// <param name="acknowledged">How many were, from 0 on; nothing beyond was sent.</param>
    /// <returns>Whether all are there once.</returns>
    public static async Task<bool> CompareAsync(Uri url, int acknowledged)
    {
        var (positions, words, strange) = (new byte[acknowledged], new byte[acknowledged], 0);
        await foreach (var (number, latitude) in RowsAsync(url, "lat"))
        {
            strange += Count(positions, number) && latitude == Traffic.Latitude(number) ? 0 : 1;
        }

        await foreach (var (number, _) in RowsAsync(url, "heard"))
        {
            strange += Count(words, number) && Traffic.HasWord((int)number) ? 0 : 1;
        }

        var missing = positions.Count(times => times == 0) + words.Where((times, number) => times == 0 && Traffic.HasWord(number)).Count();
        var doubled = positions.Concat(words).Count(times => times > 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{acknowledged:N0} positions and {words.Where((_, number) => Traffic.HasWord(number)).Count():N0} words of static data were acknowledged: {missing:N0} missing, {doubled:N0} doubled, {strange:N0} that nobody sent"));
        foreach (var run in Missing.Runs(acknowledged, number => positions[number] > 0))
        {
            Console.WriteLine(run);
        }

        return acknowledged > 0 && missing + doubled + strange == 0;
    }

    private static bool Count(byte[] times, long number)
    {
        var isOne = number >= 0 && number < times.Length;
        if (isOne && times[number] < byte.MaxValue)
        {
            times[number]++;
        }

        return isOne;
    }

    private static async IAsyncEnumerable<(long Number, long Value)> RowsAsync(Uri url, string field)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, $"/query?db={Traffic.Database}&epoch=s&chunked=true&q={Uri.EscapeDataString($"SELECT {field} FROM raw.ais GROUP BY mmsi_head, mmsi_tail")}"));
        request.Headers.Accept.ParseAdd("application/csv");
        using var answer = (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
        {
            // ais,"mmsi_head=21900,mmsi_tail=0001",1731801600,30000000
            if (line.Split(',') is ["ais", var head, var tail, var second, var value])
            {
                var mmsi = uint.Parse(head[^5..] + tail[10..14], CultureInfo.InvariantCulture);
                yield return (Traffic.NumberOf(mmsi, long.Parse(second, CultureInfo.InvariantCulture)), long.Parse(value, CultureInfo.InvariantCulture));
            }
        }
    }
}
