using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Influx;
using MaritimeWatch.Storage.Influx;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Storage.Tests.Tracks;

/// <summary>The store in a real InfluxDB 1.x that drops, goes away, is killed, or comes back.</summary>
public sealed class InfluxTroubleTests : IAsyncLifetime
{
    private const string Database = "x";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly StoreFolder folder = new();
    private InfluxDaemon? daemon;
    private InfluxTrackStore? store;

    private InfluxDaemon Daemon => daemon!;

    private InfluxTrackStore Store => store!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        store?.Dispose();
        if (daemon is not null)
        {
            await daemon.DisposeAsync();
        }

        folder.Dispose();
    }

    // Five digits and four: a tag has at most 100,000 values, so that only a server with a lower limit drops vessels.
    [Fact]
    public async Task MaxValuesPerTag_Reached_DropsTheNewVesselsAlone_WhichIsCountedToldAndNotTriedAgain()
    {
        await StartAsync("max-values-per-tag = 3");
        Assert.Contains("max-values-per-tag", InfluxLimits.Read(Store.Client).Warning, StringComparison.Ordinal);
        var told = new List<(long Points, string Said)>();
        Store.Sender!.Dropped += (points, said) => told.Add((points, said));
        AisReport[] known = [At(1, 1_0000), At(1, 2_0000), At(1, 3_0000)];
        Assert.Equal(new StoredReports(3, 0), await Store.StoreAsync(known, new bool[3], CancellationToken.None));

        AisReport[] mixed = [At(2, 1_0000), At(2, 4_0000), At(2, 3_0000), At(2, 5_0000), At(1, 2_0000)];
        var (isStored, isGivenUp) = (new bool[5], new bool[5]);
        var came = await Store.StoreAsync(mixed, isStored, isGivenUp, CancellationToken.None);

        Assert.Equal(new StoredReports(2, 1), came);
        Assert.Equal([true, false, true, false, false], isStored);
        Assert.Equal([false, true, false, true, false], isGivenUp);
        Assert.Equal((2L, "max-values-per-tag"), (Assert.Single(told).Points, told[0].Said.Contains("max-values-per-tag", StringComparison.Ordinal) ? "max-values-per-tag" : told[0].Said));
        Assert.Equal((2L, 1L, 0L, 0L), (Store.Sender.Counters.Dropped, Store.Sender.Counters.PartialWrites, Store.Sender.Counters.Retries, Store.Sender.WaitingPoints));
        Assert.Equal(5, Store.Counters.Stored);
        Assert.Equal(2, Store.GetTrack(new Mmsi(1_0000), Instant.MinValue, Instant.MaxValue, 10).Count);
        Assert.Empty(Store.GetTrack(new Mmsi(4_0000), Instant.MinValue, Instant.MaxValue, 10));

        // What was dropped is not remembered as stored.
        Assert.Equal(new StoredReports(0, 0), await Store.StoreAsync(new[] { At(2, 4_0000) }, new bool[1], CancellationToken.None));
    }

    [Fact]
    public async Task AListenerThatFails_LeavesNobodyWaiting_AndWhatMayBeLostIsCounted()
    {
        await StartAsync("max-values-per-tag = 1");
        await Store.StoreAsync(new[] { At(1, 1_0000) }, new bool[1], CancellationToken.None);
        var isFailing = true;
        Store.Sender!.Dropped += (_, _) => _ = isFailing ? throw new InvalidOperationException("a defect") : 0;
        var tally = new AppendTally();
        Assert.True(Store.TryAppend(At(1, 2_0000), tally));
        await UntilAsync(() => tally.Lost(true) == 1);

        Assert.Equal((1L, 1L), (Store.Counters.LostAtClose, Store.Sender.Counters.Dropped));
        var told = await Assert.ThrowsAsync<StoreException>(() => Store.StoreAsync(new[] { At(2, 2_0000) }, new bool[1], CancellationToken.None).WaitAsync(Limit));
        Assert.Contains("a defect", told.Message, StringComparison.Ordinal);

        isFailing = false;
        Assert.Equal(new StoredReports(1, 0), await Store.StoreAsync(new[] { At(3, 1_0000) }, new bool[1], CancellationToken.None));
        await Store.FlushAsync().WaitAsync(Limit);
    }

    // A server of 1.6 loses the first N points of a request of which it drops N: none of a known vessel may be missing.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task MaxValuesPerTag_Reached_LosesNothingOfTheVesselsThatAreKnown(int seed)
    {
        await StartAsync("max-values-per-tag = 5");
        var random = new Random(seed);
        await Store.StoreAsync(Enumerable.Range(1, 5).Select(vessel => At(0, (uint)vessel * 10_000)).ToArray(), new bool[5], CancellationToken.None);
        var expected = 5;
        for (var batch = 1; batch < 40; batch++)
        {
            var vessels = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (uint)random.Next(1, random.Next(4) == 0 ? 6 : 12)).ToArray();
            var reports = vessels.Select((vessel, number) => At((batch * 100) + number, vessel * 10_000)).ToArray();
            var isStored = new bool[reports.Length];
            var known = vessels.Count(vessel => vessel <= 5);

            Assert.Equal(known, (await Store.StoreAsync(reports, isStored, CancellationToken.None)).Stored);
            Assert.Equal(vessels.Select(vessel => vessel <= 5), isStored);
            expected += known;
        }

        Assert.Equal(expected, Store.ReadArea([new GeoBox(-90, -180, 90, 180)], Instant.MinValue, Instant.MaxValue, null, 100_000, CancellationToken.None).Count);
        Assert.Equal(expected, Store.Counters.Stored);
    }

    [Theory]
    [InlineData(100_000, 1_000_000, 1_000, false)]
    [InlineData(99_999, 1_000_000, 1_000, true)]
    [InlineData(0, 0, 5_000_000, false)]
    [InlineData(100_000, 1_000_000, 799_999, false)]
    [InlineData(100_000, 1_000_000, 800_000, true)]
    [InlineData(null, null, null, false)]
    public void Limits_ThatWillDropVessels_AreTold(int? values, int? series, int? present, bool isTold) => Assert.Equal(isTold, new InfluxLimits(values, series, present).Warning is not null);

    [Fact]
    public async Task AVessel_IsOneSeries_WhateverSheSays()
    {
        await StartAsync("index-version = \"inmem\"");
        for (var vessel = 0u; vessel < 50; vessel++)
        {
            for (var second = 0; second < 5; second++)
            {
                Store.TryAppend(At(second, 219_000_000 + (vessel * 7_919)));
                Store.TryAppend(Given.Static(second, new StaticReport(new Mmsi(219_000_000 + (vessel * 7_919)), Name: $"NAME {second}", Destination: "=1,2 \\", MessageType: (byte)(second % 2 == 0 ? 5 : 24))));
            }
        }

        await Store.FlushAsync();

        Assert.Equal(50, InfluxLimits.Read(Store.Client).Series);
        Assert.Equal((0L, 250L), (Store.Sender!.Counters.Dropped, Store.Counters.Stored));
    }

    [Fact]
    public async Task AServerThatIsAway_IsToldToReaders_AndGetsEverythingWhenItIsBack()
    {
        await StartAsync();
        await Store.StoreAsync(new[] { At(1) }, new bool[1], CancellationToken.None);
        await Daemon.KillAsync();

        Assert.Equal(new StoredReports(2, 0), await Store.StoreAsync(new[] { At(2), Given.Static(2, new StaticReport(Given.Yi, Name: "YI")) }, new bool[2], CancellationToken.None));
        Assert.True(Store.TryAppend(At(3)));
        await Store.FlushAsync();
        var away = Assert.Throws<StoreException>(() => Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10));
        Assert.Equal(StoreFault.Away, away.Fault);
        Assert.Contains(Daemon.Url.Authority, away.Message, StringComparison.Ordinal);
        Assert.NotNull(Store.Sender!.Trouble);

        // The process ends meanwhile, and another goes on.
        Store.Dispose();
        store = Open();
        await Daemon.RestartAsync();
        await UntilAsync(() => Store.Sender!.WaitingPoints == 0 && Store.Sender.Trouble is null);

        Assert.Equal([1, 2, 3], Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10).Select(position => (int)(position.Time.UnixSeconds - Given.Epoch.UnixSeconds)));
        Assert.Equal("YI", Store.GetVessel(Given.Yi)?.Static.Name);
    }

    [Fact]
    public async Task AServerThatIsAwayAndADiskThatRefuses_FailWhoeverWaits_AndKeepWhatWasTaken()
    {
        await StartAsync();
        await Daemon.KillAsync();
        var blocked = Path.Combine(folder.Root, "spill", "000000000001.spill");
        Directory.CreateDirectory(blocked);
        Assert.True(Store.TryAppend(At(1)));

        await Assert.ThrowsAsync<StoreException>(() => Store.StoreAsync(new[] { At(2) }, new bool[1], CancellationToken.None));
        await UntilAsync(() => Store.Fault != StoreFault.None);
        Directory.Delete(blocked);
        await Daemon.RestartAsync();
        await Store.FlushAsync();
        await UntilAsync(() => Store.Fault == StoreFault.None && Store.Sender!.WaitingPoints == 0);

        Assert.Contains(At(1).Dynamic, Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AServerKilledInMidWrite_LosesNothingAcknowledged_AndDoublesNothing(int seed)
    {
        var random = new Random(seed);
        await StartAsync();
        var (acknowledged, stop) = (0, false);
        var storing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref stop))
            {
                var reports = Enumerable.Range(acknowledged, random.Next(1, 1_000)).Select(number => At(number / 50, 219_000_000 + ((uint)(number % 50) * 10_001))).ToArray();
                var came = await Store.StoreAsync(reports, new bool[reports.Length], CancellationToken.None);
                Assert.Equal(new StoredReports(reports.Length, 0), came);
                Volatile.Write(ref acknowledged, acknowledged + reports.Length);
            }
        });
        var moments = new Random(seed + 1_000);
        for (var kill = 0; kill < 4; kill++)
        {
            var until = Volatile.Read(ref acknowledged) + moments.Next(1, 8_000);
            await UntilAsync(() => Volatile.Read(ref acknowledged) >= until || storing.IsCompleted);
            await Daemon.KillAsync();
            until = Volatile.Read(ref acknowledged) + moments.Next(1, 4_000);
            await UntilAsync(() => Volatile.Read(ref acknowledged) >= until || storing.IsCompleted);
            await Daemon.RestartAfterKillAsync();
        }

        Volatile.Write(ref stop, true);
        await storing.WaitAsync(Limit);
        await UntilAsync(() => Store.Sender!.WaitingPoints == 0 && Store.Sender.Trouble is null);

        for (var vessel = 0; vessel < 50; vessel++)
        {
            var track = Store.GetTrack(new Mmsi(219_000_000 + ((uint)vessel * 10_001)), Instant.MinValue, Instant.MaxValue, int.MaxValue);
            Assert.Equal(Enumerable.Range(0, ((acknowledged - 1 - vessel) / 50) + 1), track.Select(position => (int)(position.Time.UnixSeconds - Given.Epoch.UnixSeconds)));
        }

        Assert.True(Store.Sender!.Counters.Recovered > 0);
    }

    // 1677-09-21T00:12:44Z and 2262-04-11T23:47:15Z: what 64 bits of ns reach, less a second at each end.
    [Theory]
    [InlineData(InfluxTime.FirstSecond, true)]
    [InlineData(InfluxTime.FirstSecond - 1, false)]
    [InlineData(InfluxTime.LastSecond, true)]
    [InlineData(InfluxTime.LastSecond + 1, false)]
    [InlineData(-62_135_596_800, false)]
    [InlineData(253_402_300_799, false)]
    public async Task ATimeThatTheServerCannotHold_IsRefusedAndCounted_AndNeverAnotherTime(long second, bool isHeld)
    {
        await StartAsync();
        var told = new List<AisReport>();
        Store.RefusedForTime += told.Add;
        var time = Instant.FromUnixSeconds(second);
        var position = new AisReport(PositionReport.Create(time, Given.Yi, new GeoPosition(51, 2)), null);
        var word = new AisReport(PositionReport.Create(time, Given.Yi, null), new StaticReport(Given.Yi, Name: "YI"));
        var tally = new AppendTally();
        var (isStored, isGivenUp) = (new bool[3], new bool[3]);

        var came = await Store.StoreAsync(new[] { At(1), position, word }, isStored, isGivenUp, CancellationToken.None);
        Assert.True(Store.TryAppend(position with { Dynamic = PositionReport.Create(time, Given.Yi, new GeoPosition(51, 3)) }, tally));
        await Store.FlushAsync();

        Assert.Equal(new StoredReports(isHeld ? 3 : 1, 0), came);
        Assert.Equal([true, isHeld, isHeld], isStored);
        Assert.Equal([false, !isHeld, !isHeld], isGivenUp);
        Assert.Equal((1L, isHeld ? 1L : 0, isHeld ? 0L : 1), (tally.Appended, tally.Stored(true), tally.Lost(true)));
        Assert.Equal((isHeld ? 0L : 3, isHeld ? 0 : 3), (Store.ReportsRefusedForTime, told.Count));
        Assert.Equal(0L, Store.Sender!.Counters.Dropped);

        // Whatever period is asked for, its ends are those of what can be held.
        var expected = isHeld ? new[] { time, time, At(1).Time } : [At(1).Time];
        foreach (var (from, to) in new[] { (Instant.MinValue, Instant.MaxValue), (Instant.FromUtc(1, 1, 1), Instant.FromUtc(9999, 12, 31)) })
        {
            Assert.Equal(expected.Order(), Store.GetTrack(Given.Yi, from, to, 10).Select(found => found.Time));
            Assert.Equal(expected.Order(), Store.ReadArea([new GeoBox(-90, -180, 90, 180)], from, to, null, 10, CancellationToken.None).Select(found => found.Time));
        }

        Assert.Equal(isHeld ? 4 : 1, Store.ReadFrom(Instant.MinValue).Count());
        Assert.Equal(Instant.Max(At(1).Time, isHeld ? time : At(1).Time), Store.NewestPositionTime());
        Assert.Equal(isHeld, Store.GetVessel(Given.Yi) is not null);
        Assert.Equal(Store.NewestPositionTime(), Store.LastPosition(Given.Yi)?.Time);
    }

    [Fact]
    public async Task TheSameReports_FromAProcessThatRemembersNothing_AreTheSamePoints()
    {
        await StartAsync();
        for (var again = 0; again < 3; again++)
        {
            foreach (var report in new[] { At(1), Given.Position(1, latitude: 51.7), Given.Static(1, new StaticReport(Given.Yi, Name: "YI")) })
            {
                Assert.True(Store.TryAppend(report));
            }

            await Store.FlushAsync();
            Store.Dispose();
            store = Open();
        }

        Assert.Equal(2, Store.GetTrack(Given.Yi, Instant.MinValue, Instant.MaxValue, 10).Count);
        Assert.Equal(3, Store.ReadFrom(Given.Epoch).Count());
    }

    [Fact]
    public async Task Setup_IsDoneOnce_PutsRightWhatIsOtherwise_AndThinsTracksOut()
    {
        daemon = await InfluxDaemon.StartAsync();
        using var client = new InfluxClient(new InfluxOptions { Url = Daemon.Url, Database = "a \"b" });
        var setup = new InfluxSetup(client, new InfluxTiers(TimeSpan.FromDays(400), TimeSpan.FromDays(1_000)));
        Assert.Equal(["the database a \"b"], setup.Missing());
        var plan = setup.Plan();
        Assert.Equal(["database", "retention", "retention", "retention", "retention", "continuous", "continuous"], plan.Select(step => step.Sentence.Split(' ')[0]));
        foreach (var step in plan)
        {
            setup.Do(step);
        }

        Assert.Empty(setup.Plan());
        Assert.Empty(setup.Missing());
        var other = new InfluxSetup(client, new InfluxTiers(TimeSpan.FromDays(20), TimeSpan.FromDays(1_000)));
        Assert.Equal("retention policy raw: changed, keeps for 20 days", Assert.Single(other.Plan()).Sentence);
        other.Do(other.Plan()[0]);
        Assert.Empty(other.Plan());
        client.Execute("DROP CONTINUOUS QUERY ais_minute ON \"a \\\"b\"; CREATE CONTINUOUS QUERY ais_minute ON \"a \\\"b\" BEGIN SELECT last(lat) INTO x FROM raw.ais GROUP BY time(1m) END");
        var mended = Assert.Single(other.Plan());
        other.Do(mended);
        Assert.Empty(other.Plan());

        // What the query does each minute, done by hand for the minutes of these reports.
        using var writing = InfluxTrackStore.Open(new InfluxStoreOptions { Server = client.Options, Spill = new InfluxWriterOptions { SpillFolder = Path.Combine(folder.Root, "spill") } });
        var recent = Instant.FromUnixSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60 * 60) - TimeSpan.FromHours(1);
        foreach (var second in new[] { 0, 10, 59, 60, 130 })
        {
            writing.TryAppend(new AisReport(PositionReport.Create(recent + TimeSpan.FromSeconds(second), Given.Yi, new GeoPosition(51, 2 + (second / 1000.0)), second), null));
        }

        await writing.FlushAsync();
        var body = mended.Statement.Split("BEGIN ")[1].Split(" END")[0];
        client.Execute(body.Replace(" GROUP BY", FormattableString.Invariant($" WHERE time >= {recent.UnixSeconds}s AND time < {recent.UnixSeconds + 180}s GROUP BY"), StringComparison.Ordinal));
        using var rows = client.Query($"SELECT lon, speed, speed_max FROM \"minute\".ais WHERE {InfluxSchema.Of(Given.Yi)}");
        var thinned = new List<(double, double, double)>();
        while (rows.Read())
        {
            thinned.Add((rows["lon"].AsNumber!.Value / PositionReport.RawPerDegree, rows["speed"].AsNumber!.Value, rows["speed_max"].AsNumber!.Value));
        }

        Assert.Equal([(2.059, 230, 590), (2.06, 600, 600), (2.13, 1_300, 1_300)], thinned);
    }

    private static AisReport At(int second, uint mmsi = 414_000_001) => Given.Position(second, mmsi: mmsi);

    private async Task UntilAsync(Func<bool> condition)
    {
        var deadline = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, $"not within a minute; {store?.Sender?.WaitingPoints} points wait: {store?.Sender?.Trouble ?? "no trouble"}");
            await Task.Delay(10);
        }
    }

    private InfluxTrackStore Open() => InfluxTrackStore.Open(new InfluxStoreOptions
    {
        Server = new InfluxOptions { Url = Daemon.Url, Database = Database },
        Spill = new InfluxWriterOptions
        {
            SpillFolder = Path.Combine(folder.Root, "spill"), Backoff = new InfluxBackoff { Shortest = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(200) },
        },
        Batch = new BatchLimits { Wait = TimeSpan.FromMilliseconds(5) },
        RetryInterval = TimeSpan.FromMilliseconds(50),
    });

    private async Task StartAsync(string data = "")
    {
        daemon = await InfluxDaemon.StartAsync(data);
        SharedInflux.SetUp(Daemon.Url, Database);
        store = Open();
    }
}
