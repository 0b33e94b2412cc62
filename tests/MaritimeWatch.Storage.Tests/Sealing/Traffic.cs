using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests.Sealing;

/// <summary>Traffic of some days from a seed, with what makes storing it hard: two hulls under a number, the same second twice, silence, status changes.</summary>
internal static class Traffic
{
    public static readonly Instant Midnight = Instant.FromUtc(2024, 11, 17);

    /// <summary>A store that seals when it is told to and at no other time.</summary>
    public static SqliteStoreOptions ByHand { get; } = new() { SealInterval = TimeSpan.FromDays(1), CommitInterval = TimeSpan.Zero };

    /// <summary>Each of its positions once, in the order in which they were sent.</summary>
    public static List<PositionReport> Fleet(int seed, int ships = 8, int hours = 48)
    {
        var random = new Random(seed);
        var fleet = new List<PositionReport>();
        for (var ship = 1u; ship <= ships; ship++)
        {
            var gap = 60 * (int)(((ship - 1) % 8) + 1);
            for (var second = random.Next(gap); second < hours * 3_600; second += random.Next(1, gap * 2))
            {
                var status = random.Next(9) == 0 ? NavigationalStatus.AtAnchor : NavigationalStatus.UnderWayUsingEngine;
                fleet.Add(At(ship, second, 55 + random.NextDouble(), 10.5 + random.NextDouble(), status));
                if (random.Next(20) == 0)
                {
                    fleet.Add(At(ship, second, 56 + random.NextDouble(), 10.5, status));
                }
            }
        }

        return [.. fleet.OrderBy(position => position.Time).ThenBy(position => position.Mmsi.Value).ThenBy(position => position.RawLatitude).ThenBy(position => position.RawLongitude)];
    }

    public static PositionReport At(uint ship, int second, double latitude, double longitude, NavigationalStatus status = NavigationalStatus.UnderWayUsingEngine) =>
        PositionReport.Create(Midnight + TimeSpan.FromSeconds(second), new Mmsi(219_000_000 + ship), new GeoPosition(latitude, longitude), 12.3, 45.6, 47, status);

    /// <summary>Stores positions and waits until they are durable.</summary>
    public static async Task<StoredReports> StoreAsync(this SqliteStore store, IEnumerable<PositionReport> positions)
    {
        var sum = new StoredReports(0, 0);
        foreach (var part in positions.Select(position => new AisReport(position, null)).Chunk(1_000))
        {
            var stored = await store.Tracks.StoreAsync(part, new bool[part.Length], CancellationToken.None);
            sum = new StoredReports(sum.Stored + stored.Stored, sum.Duplicates + stored.Duplicates);
        }

        return sum;
    }

    /// <summary>Everything that a store has, in the order of <see cref="TrackPlace"/>, read in pages.</summary>
    public static List<PositionReport> Everything(this SqliteStore store, int page = 1_000)
    {
        var found = new List<PositionReport>();
        while (true)
        {
            var piece = store.Tracks.ReadArea(new GeoBox(-90, -180, 90, 180), Instant.MinValue, Instant.MaxValue, found.Count > 0 ? TrackPlace.Of(found[^1]) : null, page, CancellationToken.None);
            found.AddRange(piece);
            if (piece.Count < page)
            {
                return found;
            }
        }
    }

    /// <summary>In the order of <see cref="TrackPlace"/>.</summary>
    public static List<PositionReport> InPlace(this IEnumerable<PositionReport> positions) =>
    [
        .. positions.OrderBy(position => (long)Math.Floor(position.Time.UnixSeconds / 21_600.0)).ThenBy(position => position.Mmsi.Value).ThenBy(position => position.Time)
            .ThenBy(position => position.RawLatitude).ThenBy(position => position.RawLongitude),
    ];
}
