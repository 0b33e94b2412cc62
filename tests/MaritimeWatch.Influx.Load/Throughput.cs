using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Influx.Load;

/// <summary>Points a second through the store of tracks, beside a bare loop that posts the same batches, made before: alternately, each into a database of its own.</summary>
internal static class Throughput
{
    private const int BatchPoints = 5_000;
    private const int Vessels = 2_000;
    private const int SecondsBetween = 10;
    private const uint FirstMmsi = 219_000_000;
    private const uint MmsiStep = 137;
    private const double LeastRatio = 0.8;

    private static readonly Instant Start = Instant.FromUtc(2024, 11, 17);

    public static async Task<int> RunAsync(Uri url, int rounds, int points)
    {
        var reports = Reports(points);
        var batches = Batches(reports);
        var ratios = new List<double>();
        Console.WriteLine(FormattableString.Invariant($"{points:N0} positions of {Vessels:N0} vessels in batches of {BatchPoints:N0}, {batches.Sum(batch => (long)batch.Length) / points} bytes of line protocol each; {rounds} rounds"));

        // The first round is for the server and the compiler.
        for (var round = 0; round <= rounds; round++)
        {
            // Whoever comes second finds a warmer server: they take turns.
            var isBareFirst = round % 2 == 0;
            var first = isBareFirst ? await BareAsync(url, round, batches, points) : await StoreAsync(url, round, reports);
            var second = isBareFirst ? await StoreAsync(url, round, reports) : await BareAsync(url, round, batches, points);
            var (bare, store) = isBareFirst ? (first, second) : (second, first);
            if (round > 0)
            {
                ratios.Add(store / bare);
                Console.WriteLine(FormattableString.Invariant($"round {round}: bare loop {bare:N0} points/s, store {store:N0} points/s, ratio {store / bare:F2}"));
            }
        }

        ratios.Sort();
        var median = ratios[ratios.Count / 2];
        Console.WriteLine(FormattableString.Invariant($"median ratio {median:F2} of {ratios.Count} rounds ({ratios[0]:F2} to {ratios[^1]:F2}); at least {LeastRatio:F2} is asked for"));
        return median >= LeastRatio ? 0 : 1;
    }

    private static async Task<double> BareAsync(Uri url, int round, List<byte[]> batches, int points)
    {
        var database = FormattableString.Invariant($"bare{round}");
        await FreshDatabase.MakeAsync(url, database, Start);
        using var http = new HttpClient();
        var address = new Uri(url, $"/write?db={database}&rp=raw&precision=ns");
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            using var content = new ByteArrayContent(batch);
            using var answer = await http.PostAsync(address, content);
            if (answer.StatusCode != HttpStatusCode.NoContent)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            }
        }

        watch.Stop();
        Check(url, database, points, null);
        return points / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> StoreAsync(Uri url, int round, AisReport[] reports)
    {
        var database = FormattableString.Invariant($"store{round}");
        await FreshDatabase.MakeAsync(url, database, Start);
        var folder = Directory.CreateTempSubdirectory("throughput-");
        try
        {
            using var store = InfluxTrackStore.Open(new InfluxStoreOptions
            {
                Server = new InfluxOptions { Url = url, Database = database },
                Spill = new InfluxWriterOptions { SpillFolder = folder.FullName },
                Batch = new BatchLimits { Points = BatchPoints },
            });
            var watch = Stopwatch.StartNew();
            foreach (var report in reports)
            {
                while (!store.TryAppend(report))
                {
                    await Task.Delay(1);
                }
            }

            await store.FlushAsync();
            watch.Stop();
            if (store.Sender!.Counters.Spilled + store.Sender.Counters.Dropped + store.Counters.LostAtClose > 0)
            {
                throw new InvalidOperationException($"not all went straight to the server: {store.Sender.Trouble ?? store.Sender.DropReason ?? "the store has given some up"}");
            }

            Check(url, database, reports.Length, store.Sender.Counters);
            return reports.Length / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Check(Uri url, string database, int points, InfluxCounters? counters)
    {
        using var client = new InfluxClient(new InfluxOptions { Url = url, Database = database });
        var held = Held(client);
        if (held != points)
        {
            Shortfall.Tell(client, points, NumberOf, counters);
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{database} holds {held} points of {points}; asked again, {Held(client)}"));
        }

        client.Execute($"DROP DATABASE {database}");
    }

    private static long Held(InfluxClient client)
    {
        using var rows = client.Query($"SELECT count(lat) FROM {client.Options.Database}.raw.ais");
        return rows.Read() ? rows["count"].AsWhole ?? 0 : 0;
    }

    /// <summary>Which report a vessel and a second are of.</summary>
    private static int NumberOf(uint mmsi, long unixSeconds) => (int)(((unixSeconds - Start.UnixSeconds) / SecondsBetween * Vessels) + ((mmsi - FirstMmsi) / MmsiStep));

    /// <summary>What the store sends for these reports.</summary>
    private static List<byte[]> Batches(AisReport[] reports)
    {
        var lines = new LineWriter(1 << 20);
        var batches = new List<byte[]>();
        foreach (var report in reports)
        {
            InfluxPoints.Position(lines, report.Dynamic);
            if (lines.Points == BatchPoints)
            {
                batches.Add(lines.Written.ToArray());
                lines.Clear();
            }
        }

        batches.Add(lines.Written.ToArray());
        return [.. batches.Where(batch => batch.Length > 0)];
    }

    /// <summary>Ships that sail on, class A under way; seeded.</summary>
    private static AisReport[] Reports(int points)
    {
        var random = new Random(7);
        var places = Enumerable.Range(0, Vessels).Select(_ => (Latitude: random.Next(30_000_000, 34_000_000), Longitude: random.Next(1_000_000, 6_000_000))).ToArray();
        return [.. Enumerable.Range(0, points).Select(number =>
        {
            var vessel = number % Vessels;
            ref var place = ref places[vessel];
            place = (place.Latitude + random.Next(-300, 300), place.Longitude + random.Next(-300, 300));
            return new AisReport(
                new PositionReport(
                    Instant.FromUnixSeconds(Start.UnixSeconds + (number / Vessels * SecondsBetween)), new Mmsi(FirstMmsi + ((uint)vessel * MmsiStep)), place.Latitude, place.Longitude, (short)random.Next(0, 200), (short)random.Next(0, 3_600),
                    (short)random.Next(0, 360), PositionReport.NoRateOfTurn, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, true),
                null);
        })];
    }
}
