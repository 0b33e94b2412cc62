using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Blocks;
using MaritimeWatch.Storage.Sealing;

namespace MaritimeWatch.Storage.Tests.Sealing;

/// <summary>What is given up for age and for room, and what stays.</summary>
public sealed class TrackRetentionTests : IDisposable
{
    private static readonly RetentionOptions Tiers = new() { EveryPosition = TimeSpan.FromDays(1), OneAMinute = TimeSpan.FromDays(2), OneInTenMinutes = TimeSpan.FromDays(3) };

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ApplyRetention_OverFourDays_KeepsEachAgeAsFinelyAsItsTier()
    {
        var fleet = Traffic.Fleet(seed: 751, hours: 96);
        using var store = folder.Open(Traffic.ByHand with { Retention = Tiers });
        await store.StoreAsync(fleet);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(96), CancellationToken.None);

        var gone = store.ApplyRetention(CancellationToken.None);

        // The newest position lies some seconds before the fourth midnight: a watch that ends exactly a day before that midnight is not yet a day old.
        var expected = fleet.Where(position => Hour(position) >= 66)
            .Concat(ByWatch(fleet, 42, 66, 60))
            .Concat(ByWatch(fleet, 18, 42, 600))
            .InPlace();
        Assert.Equal(expected, store.Everything());
        Assert.Equal(fleet.Count - expected.Count, gone);
        Assert.Equal(gone, store.Counters.RetentionRemoved);
        Assert.Equal(0, store.ApplyRetention(CancellationToken.None));
    }

    [Fact]
    public async Task ApplyRetention_AfterMoreHasComeForAThinnedWatch_ThinsItAgain()
    {
        var fleet = Traffic.Fleet(seed: 752, hours: 48);
        using var store = folder.Open(Traffic.ByHand with { Retention = new RetentionOptions { EveryPosition = TimeSpan.FromDays(1) } });
        await store.StoreAsync(fleet);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(48), CancellationToken.None);
        store.ApplyRetention(CancellationToken.None);
        var before = store.Everything();

        await store.StoreAsync(fleet);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(48), CancellationToken.None);
        Assert.Equal(fleet.Count, store.Everything().Count);
        store.ApplyRetention(CancellationToken.None);

        Assert.Equal(before, store.Everything());
    }

    [Fact]
    public async Task ApplyRetention_ForRoom_GivesUpTheOldestWatches()
    {
        var fleet = Traffic.Fleet(seed: 753, ships: 80, hours: 48);
        using var store = folder.Open(Traffic.ByHand);
        await store.StoreAsync(fleet);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(48), CancellationToken.None);
        var bytes = Bytes(store);

        // Half of what is there; the options allow no less than 16 MiB, so the rule is asked itself.
        var retention = new TrackRetention(store.TrackFile, new RetentionOptions { MaxBlockBytes = bytes / 2 });
        while (retention.Next(fleet[^1].Time.UnixSeconds) is not null)
        {
        }

        var left = store.Everything();
        var oldest = left[0].Time;
        Assert.InRange(left.Count, fleet.Count / 4, fleet.Count / 2);
        Assert.Equal(fleet.Where(position => position.Time.UnixSeconds / 21_600 >= oldest.UnixSeconds / 21_600).InPlace(), left);

        // What is stored next takes the room that became free, but for what is left over in pages.
        await store.StoreAsync(fleet.Where(position => position.Time < oldest));
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(48), CancellationToken.None);
        Assert.Equal(fleet.Count, store.Everything().Count);
        Assert.InRange(Bytes(store), bytes / 2, bytes * 5 / 4);
    }

    /// <summary>A clock that was years ahead for a minute must not make everything old: neither of a time that has not come, nor of one that has and before which nothing was heard.</summary>
    [Theory]
    [InlineData("2039-01-01T00:00:00Z")]
    [InlineData("2025-06-01T00:00:00Z")]
    public async Task ApplyRetention_AfterAPositionOfATimeToCome_GivesUpNothing(string stamp)
    {
        Assert.True(Instant.TryParse(stamp, out var ahead));
        var fleet = Traffic.Fleet(seed: 755, hours: 20);
        using var store = folder.Open(Traffic.ByHand with { Retention = Tiers });
        await store.StoreAsync(fleet);
        await store.StoreAsync([Traffic.At(1, (int)(ahead - Traffic.Midnight).TotalSeconds, 55, 11)]);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(12), CancellationToken.None);

        Assert.Equal(0, store.ApplyRetention(CancellationToken.None));

        Assert.Equal(fleet.Count + 1, store.Everything().Count);
    }

    /// <summary>One block that cannot be read keeps nobody else from being thinned, and is told of.</summary>
    [Fact]
    public async Task ApplyRetention_OverADamagedBlock_ThinsTheOthers()
    {
        var fleet = Traffic.Fleet(seed: 756, hours: 48);
        using var store = folder.Open(Traffic.ByHand with { Retention = new RetentionOptions { EveryPosition = TimeSpan.FromDays(1) } });
        await store.StoreAsync(fleet);
        store.SealTracks(Traffic.Midnight + TimeSpan.FromHours(48), CancellationToken.None);
        store.TrackFile.Write((_, connection) => connection.Run("UPDATE block SET payload = zeroblob(length(payload)) WHERE id = (SELECT min(id) FROM block)"));
        var told = new List<StoreException>();
        store.ReadFailed += told.Add;

        Assert.True(store.ApplyRetention(CancellationToken.None) > 0);

        Assert.Contains(told, damage => damage.Message.Contains("219000001", StringComparison.Ordinal));
        var thinned = store.Tracks.GetTrack(new Mmsi(219_000_002), Traffic.Midnight, Traffic.Midnight + TimeSpan.FromHours(6), int.MaxValue);
        Assert.Equal(TrackThinning.Thin([.. fleet.Where(position => position.Mmsi.Value == 219_000_002 && Hour(position) < 6)], 60), thinned);
        Assert.Equal(0, store.ApplyRetention(CancellationToken.None));
    }

    /// <summary>What thinning promises, over traffic of any shape.</summary>
    [Fact]
    public void Thin_ToAMinuteAndThenToTen_IsTheSameAsToTenAtOnce()
    {
        foreach (var track in Traffic.Fleet(seed: 754, ships: 30).GroupBy(position => position.Mmsi).Select(vessel => vessel.ToList()))
        {
            var minute = TrackThinning.Thin(track, 60);
            var ten = TrackThinning.Thin(track, 600);

            Assert.InRange(ten.Count, 1, track.Count - 1);
            Assert.Equal(ten, TrackThinning.Thin(minute, 600));
            Assert.Equal(minute, TrackThinning.Thin(minute, 60));
            Assert.Subset(track.ToHashSet(), minute.ToHashSet());
            Assert.Equal(track[0], ten[0]);

            // No silence is longer than it was by more than the interval, and no change of status is lost.
            Assert.Equal(track.GroupBy(position => position.Time.UnixSeconds / 600).Select(part => part.Key), ten.GroupBy(position => position.Time.UnixSeconds / 600).Select(part => part.Key));
            Assert.Equal(Changes(track), Changes(ten));
        }

        static List<(Instant, NavigationalStatus)> Changes(List<PositionReport> track) =>
            [.. track.Skip(1).Zip(track, (now, before) => (now, before)).Where(pair => pair.now.Status != pair.before.Status).Select(pair => (pair.now.Time, pair.now.Status))];
    }

    [Theory]
    [InlineData("0.23:59:59", null, null, "EveryPosition")]
    [InlineData("2.00:00:00", "1.00:00:00", null, "OneAMinute")]
    [InlineData(null, "1.00:00:00", null, "OneAMinute")]
    [InlineData("1.00:00:00", "2.00:00:00", "1.00:00:00", "OneInTenMinutes")]
    [InlineData("1.00:00:00", null, "9.00:00:00", "OneInTenMinutes")]
    public void Validate_OfAgesThatDoNotRise_NamesTheOne(string? every, string? minute, string? ten, string name)
    {
        static TimeSpan? Age(string? text) => text is null ? null : TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var options = new RetentionOptions { EveryPosition = Age(every), OneAMinute = Age(minute), OneInTenMinutes = Age(ten) };

        Assert.StartsWith(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).Message, StringComparison.Ordinal);
        Tiers.Validate();
        new RetentionOptions().Validate();
    }

    /// <summary>What the file of blocks takes once it is written out.</summary>
    private static long Bytes(SqliteStore store) => store.TrackFile.Read((_, connection) => connection!.Number("PRAGMA page_count") * connection!.Number("PRAGMA page_size"));

    private static double Hour(PositionReport position) => (position.Time - Traffic.Midnight).TotalHours;

    /// <summary>Thinned vessel by vessel and watch by watch, as they are stored.</summary>
    private static IEnumerable<PositionReport> ByWatch(List<PositionReport> fleet, int first, int end, int seconds) => fleet
        .Where(position => Hour(position) >= first && Hour(position) < end)
        .GroupBy(position => (position.Mmsi, BlockKey.WatchOf(position.Time.UnixSeconds)))
        .SelectMany(part => TrackThinning.Thin([.. part], seconds));
}
