using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage;

namespace MaritimeWatch.Load;

/// <summary><c>store-questions</c>: the questions that tests/postgis asks of both, put to a store, each several times; what came out and how long it took.</summary>
internal static class StoreQuestions
{
    private const double NauticalMileMetres = 1_852;
    private const int PageSize = 100_000;
    private const double PieceDegrees = 0.05;
    private static readonly TimeSpan PictureAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var store = new Option<string>("--store") { Required = true };
        var chart = new Option<string>("--chart") { Required = true };
        var asset = new Option<string>("--asset") { Required = true };
        var vessel = new Option<uint>("--mmsi") { Required = true };
        var at = new Option<string>("--at") { Required = true, Description = "The hour of the cable begins here, and here the picture is asked for." };
        var fault = new Option<string>("--fault") { Required = true, Description = "About this time somebody passed the stretch." };
        var from = new Option<double>("--from-km") { Required = true };
        var to = new Option<double>("--to-km") { Required = true };
        var program = new Option<string>("--program") { Required = true, Description = "The service that is asked for suspects." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 60 };
        var command = new Command("store-questions", "Asks a store what tests/postgis asks: name, first and median milliseconds, answer.") { store, chart, asset, vessel, at, fault, from, to, program, rounds };
        command.SetAction(async parsed =>
        {
            var line = SuspectQuestion.Asset(parsed.GetRequiredValue(chart), parsed.GetRequiredValue(asset));
            Instant.TryParse(parsed.GetRequiredValue(at), out var time);
            Instant.TryParse(parsed.GetRequiredValue(fault), out var failed);
            using (var opened = SqliteStore.OpenForReading(parsed.GetRequiredValue(store)))
            {
                Ask("track", parsed.GetValue(rounds), () => Track(opened.Tracks, new Mmsi(parsed.GetRequiredValue(vessel))));
                var index = AssetIndex.Build(new Chart([line], []));
                var boxes = Along(line);
                Ask("near", parsed.GetValue(rounds), () => Near(opened.Tracks, index, boxes, time));
                Ask("picture", parsed.GetValue(rounds), () => Picture(opened.Tracks, time));
            }

            await using var service = await ServiceProcess.StartAsync(parsed.GetRequiredValue(program), [parsed.GetRequiredValue(chart)], parsed.GetRequiredValue(store), null);
            using var http = new HttpClient();
            Ask("suspects", parsed.GetValue(rounds), () => SuspectQuestion.Ask(http, service.Http, line.Id, (parsed.GetValue(from), parsed.GetValue(to)), failed));
        });
        return command;
    }

    private static void Ask(string name, int rounds, Func<string> question)
    {
        var took = new List<double>();
        var answer = "";

        // A service has run for days: what its first seconds cost while it is compiled is no measure of it.
        for (var begin = Stopwatch.GetTimestamp(); took.Count <= rounds || Stopwatch.GetElapsedTime(begin) < WarmUp; )
        {
            var started = Stopwatch.GetTimestamp();
            answer = question();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var warm = took.TakeLast(Math.Max(rounds / 2, 1)).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{took[0]:F2}\t{warm[warm.Count / 2]:F2}\t{answer}"));
    }

    /// <summary>All of one vessel: count and sums.</summary>
    private static string Track(ITrackStore tracks, Mmsi mmsi) => Sums(tracks.GetTrack(mmsi, Instant.MinValue, Instant.MaxValue, int.MaxValue));

    /// <summary>Who was within a nautical mile of the asset in the hour.</summary>
    private static string Near(ITrackStore tracks, AssetIndex index, List<GeoBox> boxes, Instant time)
    {
        var found = new SortedSet<uint>();
        var nearest = new AssetProximity[1];
        foreach (var position in tracks.ReadPages(boxes, time, time + TimeSpan.FromHours(1), PageSize, CancellationToken.None).SelectMany(page => page))
        {
            if (!found.Contains(position.Mmsi.Value) && index.FindWithin(position.Position, NauticalMileMetres, position.Time, nearest) > 0)
            {
                found.Add(position.Mmsi.Value);
            }
        }

        return string.Join(' ', found);
    }

    /// <summary>The last position of everybody in the hour before: count and sums.</summary>
    private static string Picture(ITrackStore tracks, Instant time) => Sums(tracks.ReadNewest(null, time - PictureAge, time, new Mmsi(0), CancellationToken.None));

    private static string Sums(IReadOnlyCollection<PositionReport> positions) => string.Create(
        CultureInfo.InvariantCulture, $"{positions.Count} {positions.Sum(position => (long)position.RawLatitude)} {positions.Sum(position => (long)position.RawLongitude)}");

    /// <summary>Small boxes along the asset that hold everything within two miles of it.</summary>
    private static List<GeoBox> Along(ChartedAsset asset)
    {
        var boxes = new List<GeoBox>();
        foreach (var part in asset.Parts)
        {
            for (var i = 0; i + 1 < part.Length; i++)
            {
                var (from, to) = (part[i], part[i + 1]);
                var pieces = (int)Math.Max(1, Math.Ceiling(Math.Max(Math.Abs(to.Latitude - from.Latitude), Math.Abs(to.Longitude - from.Longitude)) / PieceDegrees));
                for (var piece = 0; piece < pieces; piece++)
                {
                    var (one, other) = (At(from, to, piece / (double)pieces), At(from, to, (piece + 1) / (double)pieces));
                    var (north, east) = (2 / 60.0, 2 / 60.0 / Math.Cos(one.Latitude * Math.PI / 180));
                    boxes.Add(new GeoBox(
                        Math.Min(one.Latitude, other.Latitude) - north, Math.Min(one.Longitude, other.Longitude) - east,
                        Math.Max(one.Latitude, other.Latitude) + north, Math.Max(one.Longitude, other.Longitude) + east));
                }
            }
        }

        return boxes;
    }

    private static GeoPosition At(GeoPosition from, GeoPosition to, double share) =>
        new(from.Latitude + (share * (to.Latitude - from.Latitude)), from.Longitude + (share * (to.Longitude - from.Longitude)));
}
