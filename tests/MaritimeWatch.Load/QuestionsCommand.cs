using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MaritimeWatch.Domain;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Load;

/// <summary><c>questions</c>: LOAD-7, a day of one vessel and an hour of a box out of a large store, over HTTP as an analyst's tool asks; how long until the last byte is there.</summary>
/// <remarks>Vessels, days, hours and places are drawn by a seed, so hardly any question is asked twice: what is read is as often as not read from the disk. Every answer is counted, and held against what the store has.</remarks>
internal static class QuestionsCommand
{
    private const int PagePoints = 50_000;
    private const double BoxDegrees = 0.25;

    /// <summary>A service looks through the newest of its store after a start, and its code is compiled as it is used.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly Option<string> Store = new("--store") { Required = true };
    private static readonly Option<string> Program = new("--program") { Required = true, Description = "maritimewatch, or its .dll" };
    private static readonly Option<string[]> Charts = new("--assets") { Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "questions of each kind", DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("questions", "Asks a large store for days of vessels and hours of boxes over HTTP, and says how long the answers took.") { Store, Program, Charts, Rounds, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(Store);
        using var opened = SqliteStore.OpenForReading(path);
        var last = opened.Tracks.ReadNewest(null, Instant.MinValue, Instant.MaxValue, default, cancellation);
        var first = opened.Tracks.ReadOldest(null, Instant.MinValue, Instant.MaxValue, default, cancellation);
        var (from, to) = (first.Min(one => one.Time), last.Max(one => one.Time));
        var days = Math.Max(1, (int)(to - from).TotalDays);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{last.Count:N0} vessels, {days:N0} whole days"));

        await using var service = await ServiceProcess.StartAsync(parsed.GetRequiredValue(Program), parsed.GetRequiredValue(Charts), path, null);
        using var http = new HttpClient { BaseAddress = service.Http, Timeout = TimeSpan.FromMinutes(1) };
        var isRight = true;
        foreach (var format in (string[])["json", "csv", "geojson"])
        {
            var random = new Random(parsed.GetValue(Seed));
            isRight &= await AskAsync($"a day of a vessel, {format}", parsed.GetValue(Rounds), async () =>
            {
                var vessel = last[random.Next(last.Count)].Mmsi;
                var begin = (from + TimeSpan.FromDays(random.Next(days))).WholeSecond;
                var end = begin + TimeSpan.FromDays(1);
                var bytes = await http.GetByteArrayAsync(new Uri(FormattableString.Invariant($"api/v1/track?vessel={vessel.Value}&from={begin}&to={end}&pageSize={PagePoints}&f={format}"), UriKind.Relative), cancellation);
                return (bytes, () => opened.Tracks.GetTrack(vessel, begin, Behind(end), PagePoints, cancellation).Count);
            }, bytes => Points(bytes, format));
        }

        foreach (var format in (string[])["json", "geojson"])
        {
            var random = new Random(parsed.GetValue(Seed));
            isRight &= await AskAsync($"an hour of a box, {format}", parsed.GetValue(Rounds), async () =>
            {
                // Where ships are: about somebody's last place.
                var middle = last[random.Next(last.Count)].Position;
                var (west, south) = (middle.Longitude - (BoxDegrees / 2), middle.Latitude - (BoxDegrees / 2));
                var begin = (from + TimeSpan.FromHours(random.Next(24 * days))).WholeSecond;
                var end = begin + TimeSpan.FromHours(1);
                var box = new GeoBox(south, west, south + BoxDegrees, west + BoxDegrees);
                var bytes = await http.GetByteArrayAsync(new Uri(FormattableString.Invariant($"api/v1/tracks?bbox={west:R},{south:R},{box.East:R},{box.North:R}&from={begin}&to={end}&format={format}"), UriKind.Relative), cancellation);
                return (bytes, () => opened.Tracks.ReadPages([box], begin, Behind(end), PagePoints, cancellation).Sum(page => page.Count));
            }, bytes => Points(bytes, format));
        }

        return isRight ? 0 : 1;
    }

    private static async Task<bool> AskAsync(string name, int rounds, Func<Task<(byte[] Answer, Func<int> Truth)>> ask, Func<byte[], int> count)
    {
        var took = new Latencies();
        var (points, bytes, most, wrong) = (0L, 0L, 0, 0);
        for (var (round, start) = (-10, Stopwatch.GetTimestamp()); round < rounds; round += round < -1 || Stopwatch.GetElapsedTime(start) > WarmUp ? 1 : 0)
        {
            var began = Stopwatch.GetTimestamp();
            var (answer, truth) = await ask();
            var milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            var found = count(answer);
            wrong += found == truth() ? 0 : 1;

            // A service has run for days: what its first answers cost is no measure of it.
            if (round >= 0)
            {
                took.Add(milliseconds);
                (points, bytes, most) = (points + found, bytes + answer.Length, Math.Max(most, found));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {took}; {points / rounds:N0} positions and {bytes / rounds / 1000:N0} kB in the middle, {most:N0} positions at most{(wrong > 0 ? $"; {wrong} answers are WRONG" : "")}"));
        return wrong == 0;
    }

    // The end of a question is part of it, that of a reading of the store is not.
    private static Instant Behind(Instant end) => end + TimeSpan.FromMilliseconds(1);

    private static int Points(byte[] answer, string format)
    {
        if (format == "csv")
        {
            return answer.Count(one => one == (byte)'\n') - 1;
        }

        using var parsed = JsonDocument.Parse(answer);
        return Count(parsed.RootElement, format == "geojson");
    }

    // A point of JSON is an object with a position; of GeoJSON a pair of numbers within coordinates.
    private static int Count(JsonElement element, bool isGeo) => element.ValueKind switch
    {
        JsonValueKind.Array when isGeo && element.GetArrayLength() > 0 && element[0].ValueKind == JsonValueKind.Number => 1,
        JsonValueKind.Array => element.EnumerateArray().Sum(one => Count(one, isGeo)),
        JsonValueKind.Object when !isGeo && element.TryGetProperty("position", out _) => 1,
        JsonValueKind.Object => element.EnumerateObject().Where(one => !isGeo || one.Name is "features" or "geometry" or "coordinates").Sum(one => Count(one.Value, isGeo)),
        _ => 0,
    };
}
