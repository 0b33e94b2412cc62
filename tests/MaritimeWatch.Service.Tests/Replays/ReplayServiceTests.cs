using System.Text;
using MaritimeWatch.Contracts;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Recordings;
using MaritimeWatch.Service.Tests.Hosting;
using MaritimeWatch.Service.Tests.Ingest;
using MaritimeWatch.Service.Tests.Replay;
using MaritimeWatch.Simulator;
using MaritimeWatch.Tests;

namespace MaritimeWatch.Service.Tests.Replays;

/// <summary>Recordings replayed beside the running service: the events of the command, at any pace, and nothing of them anywhere else.</summary>
public sealed class ReplayServiceTests : IDisposable
{
    private const uint Ship = 219_000_606;

    private readonly ReplayBench bench = new();

    [Theory]
    [InlineData(TrafficFormat.DanishCsv)]
    [InlineData(TrafficFormat.Nmea)]
    public async Task WatchReplay_OfSimulatedTraffic_GivesTheBytesOfTheCommand(TrafficFormat format)
    {
        var traffic = GeneratedDays.Make(["R2A", "R4A"], 5, format).Traffic;
        var expected = await bench.ReplayAsync([bench.Write("day", traffic)], ReplayBench.ExerciseChart);
        await using var bed = await ReplayBed.StartAsync(chart: ChartFiles.Load(ReplayBench.ExerciseChart).Chart);
        bed.Write("day", traffic);

        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "day" });
        var messages = await bed.WatchAsync(started.ReplayId);

        Assert.True(expected.AlertLines.Length > 10);
        Assert.Equal(expected.AlertLines, ReplayBed.Lines(messages));
        Assert.Equal(WatchReplayResponse.MessageOneofCase.Progress, messages[0].MessageCase);
        var end = messages[^1].End;
        Assert.Equal(ReplayState.Completed, end.State);
        Assert.Equal((expected.Count("rowsRead"), expected.Count("reports"), expected.Count("vessels"), expected.Count("events")), (end.Summary.RowsRead, end.Summary.Reports, end.Summary.Vessels, end.Summary.Events));
        Assert.All(messages, message => Assert.Equal(started.ReplayId, message.ReplayId));
        Assert.Equal(started.SettingsHash, messages.First(message => message.Event is not null).Event.Evidence.SettingsHash);
    }

    [Fact]
    public async Task WatchReplay_PacedPausedAndSpedUp_GivesTheSameBytes()
    {
        var traffic = GeneratedDays.Make(["R2A", "R4A"], 5, TrafficFormat.DanishCsv).Traffic;
        var expected = await bench.ReplayAsync([bench.Write("day", traffic)], ReplayBench.ExerciseChart);
        var clock = new ManualClock(Traffic.Epoch);
        await using var bed = await ReplayBed.StartAsync(chart: ChartFiles.Load(ReplayBench.ExerciseChart).Chart, clock: clock);
        bed.Write("day", traffic);
        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "day", Speed = 1_000 });
        var watching = bed.WatchAsync(started.ReplayId);

        // Hours of event time, a little at a time, with the pace changed on the way.
        for (var step = 0; step < 40; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (step % 10 == 3)
            {
                Assert.Equal(ReplayState.Paused, (await bed.PaceAsync(started.ReplayId, paused: true)).State);
            }
            else if (step % 10 == 6)
            {
                Assert.Equal(ReplayState.Running, (await bed.PaceAsync(started.ReplayId, speed: 100 * (step + 1), paused: false)).State);
            }
        }

        var middle = await bed.GetAsync(started.ReplayId);
        await bed.PaceAsync(started.ReplayId, speed: 0);
        var messages = await watching;

        Assert.Null(middle.Summary);
        Assert.Equal(expected.AlertLines, ReplayBed.Lines(messages));
        Assert.Equal(ReplayState.Completed, messages[^1].End.State);
    }

    [Fact]
    public async Task WatchReplay_Paced_GivesNoEventBeforeItsTime()
    {
        var clock = new ManualClock(Traffic.Epoch);
        await using var bed = await ReplayBed.StartAsync(clock: clock);
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));
        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea", Speed = 60 });

        // Two minutes of event time: she is not yet worth an alert, and the replay waits.
        await AdvanceUntilAsync(bed, clock, started.ReplayId, Traffic.Epoch + TimeSpan.FromMinutes(2));
        var early = await bed.GetAsync(started.ReplayId);
        await AdvanceUntilAsync(bed, clock, started.ReplayId, Traffic.Epoch + TimeSpan.FromMinutes(34));
        var late = await bed.GetAsync(started.ReplayId);

        Assert.Equal((ReplayState.Running, 0), (early.State, early.Progress.HighWaterSequence));
        Assert.InRange((WireTime.ToDomain(early.Progress.EventTime) - Traffic.Epoch).TotalMinutes, 2, 4);
        Assert.True(late.Progress.HighWaterSequence > 0);
    }

    [SharedDataFact("dma-nmea/538004030_drift_1.ais.gz")]
    public async Task WatchReplay_OfARealRecording_GivesTheBytesOfTheCommand()
    {
        var chart = bench.Write("chart.geojson", RecordedTraffic.Chart((11.36, 57.6), (11.36, 58.0)));
        var recording = SharedData.Path("dma-nmea/538004030_drift_1.ais.gz");
        var expected = await bench.ReplayAsync([recording], [chart]);
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("frio.ais.gz", await File.ReadAllBytesAsync(recording));
        bed.Write("chart.geojson", await File.ReadAllBytesAsync(chart));

        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "frio.ais.gz", AssetFiles = { "chart.geojson" } });
        var messages = await bed.WatchAsync(started.ReplayId);

        Assert.NotEmpty(expected.AlertLines);
        Assert.Equal(expected.AlertLines, ReplayBed.Lines(messages));
    }

    [SharedDataFact(RecordedTraffic.Kattegat, RecordedTraffic.PowerCables)]
    public async Task WatchReplay_OfTwoDaysApart_GivesTheBytesOfTheCommand()
    {
        var (chart, table) = (bench.Write("cables.geojson", RecordedTraffic.ChartOfPowerCables()), bench.Write("kattegat.csv", RecordedTraffic.KattegatTable()));
        var expected = await bench.ReplayAsync([table], [chart]);
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("kattegat.csv", await File.ReadAllBytesAsync(table));
        bed.Write("cables.geojson", await File.ReadAllBytesAsync(chart));

        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "kattegat.csv", AssetFiles = { "cables.geojson" } });

        Assert.NotEmpty(expected.AlertLines);
        Assert.Equal(expected.AlertLines, ReplayBed.Lines(await bed.WatchAsync(started.ReplayId)));
    }

    [Fact]
    public async Task Replay_LeavesNothingInTheRunningService()
    {
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));

        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea" });
        var messages = await bed.WatchAsync(started.ReplayId);

        var host = bed.Service.Host;
        await host.Store.Tracks.FlushAsync();
        Assert.Contains(messages, message => message.Event?.Vessel.Mmsi == Ship);
        Assert.Equal((0, 0, 0), (host.Feed.HighWater, host.Analyser.Vessels, host.Store.Counters.Stored));
        Assert.Null(host.Store.Tracks.GetVessel(new Mmsi(Ship)));
        Assert.All(host.Sources, source => Assert.Equal(0, source.Counters.Bytes));
    }

    [Fact]
    public async Task WatchReplay_ResumedAfterASequence_GoesOnWithTheNext()
    {
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("ship.nmea", [.. Traffic.ShipAtAnchorOnTheCable(Ship), .. Traffic.ShipAtAnchorOnTheCable(Ship + 1, fromMinute: 35)]);
        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea" });
        var whole = ReplayBed.Lines(await bed.WatchAsync(started.ReplayId));

        var resumed = ReplayBed.Lines(await bed.WatchAsync(started.ReplayId, after: 1));
        var beyond = await Assert.ThrowsAsync<GrpcStatusException>(() => bed.WatchAsync(started.ReplayId, after: whole.Length + 1));

        Assert.True(whole.Length >= 2);
        Assert.Equal(whole[1..], resumed);
        Assert.Equal(StatusCode.OutOfRange, beyond.Code);
    }

    [Fact]
    public async Task StartReplay_OfStoredTracks_RaisesWhatTheServiceRaised()
    {
        await using var bed = await ReplayBed.StartAsync();
        await bed.Service.PushAsync(Push.Lines(Traffic.ShipAtAnchorOnTheCable(Ship)));
        var live = (await bed.Service.EventsAsync(0, 1))[0];

        var started = await bed.StartReplayAsync(new ReplayPlan { StoredTracks = new StoredTracks(), From = WireTime.ToProto(Traffic.Epoch) });
        var messages = await bed.WatchAsync(started.ReplayId);

        var replayed = messages.First(message => message.Event is not null).Event;
        Assert.Equal((live.AlertId, live.Vessel.Name, live.Severity), (replayed.AlertId, replayed.Vessel.Name, replayed.Severity));
        Assert.Equal(bed.Service.Host.Feed.HighWater, bed.Service.Host.Store.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task StartReplay_WithOtherThresholds_UsesThemAndTheOtherOnesOfTheService()
    {
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));

        var shipped = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea" });
        await bed.WatchAsync(shipped.ReplayId);
        var same = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea", SettingsJson = """{ "Order": null }""" });
        await bed.WatchAsync(same.ReplayId);
        var later = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea", SettingsJson = """{ "Order": { "AllowedLateness": "00:03:00" } }""" });
        await bed.WatchAsync(later.ReplayId);

        Assert.Equal(bed.Service.Host.Analyser.SettingsHash, shipped.SettingsHash);
        Assert.Equal(shipped.SettingsHash, same.SettingsHash);
        Assert.NotEqual(shipped.SettingsHash, later.SettingsHash);
    }

    [Theory]
    [InlineData("""{ "Nonsense": 1 }""")]
    [InlineData("""{ "Order": { "AllowedLateness": "-00:03:00" } }""")]
    [InlineData("""{ "Order": { "AllowedLateness": "soon" } }""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}}}}}}}}}")]
    public async Task StartReplay_WithThresholdsThatAreNone_IsInvalid(string json)
    {
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));

        var refused = await bed.RefusedAsync(new ReplayPlan { Recording = "ship.nmea", SettingsJson = json });

        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
        Assert.Contains("plan.settings_json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartReplay_OfWhatIsNotInTheFolder_IsRefused()
    {
        await using var bed = await ReplayBed.StartAsync();
        var outside = bench.Write("outside.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));
        File.CreateSymbolicLink(Path.Combine(bed.Folder, "link.nmea"), outside);
        File.CreateSymbolicLink(Path.Combine(bed.Folder, "broken.nmea"), outside + ".gone");
        Directory.CreateDirectory(Path.Combine(bed.Folder, "folder"));
        bed.Write("empty.nmea", []);
        bed.Write(".hidden", Traffic.ShipAtAnchorOnTheCable(Ship));

        foreach (var name in (string[])["", "../outside.nmea", "..", ".", "/etc/passwd", outside, "folder/../x", "a\0b", "a\\b", "C:x", ".hidden", new string('x', 201), new string('x', 100_000), "a\nb"])
        {
            Assert.Equal((name, StatusCode.InvalidArgument), (name, (await bed.RefusedAsync(new ReplayPlan { Recording = name })).Code));
            Assert.Equal((name, StatusCode.InvalidArgument), (name, (await bed.RefusedAsync(new ReplayPlan { Recording = "empty.nmea", AssetFiles = { name } })).Code));
        }

        foreach (var name in (string[])["link.nmea", "broken.nmea", "folder", "empty.nmea", "nothing.nmea", new string('ü', 200)])
        {
            Assert.Equal((name, StatusCode.NotFound), (name, (await bed.RefusedAsync(new ReplayPlan { Recording = name })).Code));
        }
    }

    [Fact]
    public async Task StartReplay_OfABrokenRecording_IsRefusedOrSaysWhatIsWrong()
    {
        await using var bed = await ReplayBed.StartAsync();
        var whole = ReplayBench.Packed(Traffic.ShipAtAnchorOnTheCable(Ship));
        bed.Write("half.nmea.gz", whole[..(whole.Length / 2)]);
        bed.Write("noise.bin", [.. Enumerable.Range(0, 4_096).Select(number => (byte)((number * 7919) >> 3))]);
        bed.Write("zip.zip", Encoding.ASCII.GetBytes("PK\u0003\u0004 and no zip"));
        bed.Write("rows.csv", Encoding.ASCII.GetBytes(AnchoredShip.Header + "\nrubbish,rubbish\n,,,,\n"));

        var half = await bed.StartReplayAsync(new ReplayPlan { Recording = "half.nmea.gz" });
        var end = (await bed.WatchAsync(half.ReplayId))[^1].End;
        var rows = await bed.StartReplayAsync(new ReplayPlan { Recording = "rows.csv" });
        var rubbish = (await bed.WatchAsync(rows.ReplayId))[^1].End;

        Assert.Equal((ReplayState.Completed, true), (end.State, end.Summary.IsDamaged));
        Assert.Contains(end.Summary.Problems, problem => problem.Contains("cut off", StringComparison.Ordinal));
        Assert.Equal((ReplayState.Completed, 0), (rubbish.State, rubbish.Summary.Reports));
        Assert.NotEmpty(rubbish.Summary.Dropped);
        foreach (var name in (string[])["noise.bin", "zip.zip"])
        {
            Assert.Equal(StatusCode.InvalidArgument, (await bed.RefusedAsync(new ReplayPlan { Recording = name })).Code);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.0009)]
    [InlineData(10_000.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task StartReplay_AtASpeedOutOfRange_IsInvalid(double speed)
    {
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));

        Assert.Equal(StatusCode.InvalidArgument, (await bed.RefusedAsync(new ReplayPlan { Recording = "ship.nmea", Speed = speed })).Code);
    }

    [Fact]
    public async Task StartReplay_WithoutTrafficOrWithTimesThatAreNone_IsInvalid()
    {
        await using var bed = await ReplayBed.StartAsync();
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));
        ReplayPlan[] plans =
        [
            new(),
            new() { StoredTracks = new StoredTracks() },
            new() { Recording = "ship.nmea", From = new() { Seconds = long.MaxValue } },
            new() { Recording = "ship.nmea", To = new() { Nanos = -1 } },
            new() { Recording = "ship.nmea", From = new() { Seconds = 2 }, To = new() { Seconds = 2 } },
            new() { Recording = "ship.nmea", AssetFiles = { Enumerable.Repeat("x", 17) } },
            new() { Recording = "ship.nmea", AssetFiles = { "ship.nmea" } },
            new() { Recording = "ship.nmea", SettingsJson = new string(' ', 65_537) },
        ];

        foreach (var plan in plans)
        {
            Assert.Equal(StatusCode.InvalidArgument, (await bed.RefusedAsync(plan)).Code);
        }

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<GrpcStatusException>(() => bed.StartReplayAsync(null!))).Code);
    }

    [Fact]
    public async Task StartReplay_BeyondThoseThatMayRun_IsRefusedUntilOneEnds()
    {
        await using var bed = await ReplayBed.StartAsync(clock: new ManualClock(Traffic.Epoch));
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));
        var plan = new ReplayPlan { Recording = "ship.nmea", Speed = 1 };
        var first = await bed.StartReplayAsync(plan, "r1");
        var second = await bed.StartReplayAsync(plan);

        var refused = await bed.RefusedAsync(plan);
        var same = await bed.StartReplayAsync(plan, "r1");
        var stopped = await bed.StopAsync(first.ReplayId);
        var again = await bed.StopAsync(first.ReplayId);
        var third = await bed.StartReplayAsync(plan);
        var listed = (await bed.CallAsync<ListReplaysRequest, ListReplaysResponse>("ListReplays", new ListReplaysRequest())).Replays;

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_REPLAYS", 10), (refused.Code, refused.ErrorInfo?.Reason, refused.RetryInfo?.RetryDelay.Seconds));
        Assert.Equal(first.ReplayId, same.ReplayId);
        Assert.Equal((ReplayState.Stopped, stopped), (stopped.State, again));
        Assert.Equal([third.ReplayId, second.ReplayId, first.ReplayId], listed.Select(replay => replay.ReplayId));
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<GrpcStatusException>(() => bed.PaceAsync(first.ReplayId, paused: true))).Code);
    }

    [Fact]
    public async Task Replays_ThatHaveEnded_AreKeptForATimeAndANumber()
    {
        var clock = new ManualClock(Traffic.Epoch);
        await using var bed = await ReplayBed.StartAsync(settings => settings with { MaxKept = 2, KeepFor = TimeSpan.FromMinutes(5) }, clock: clock);
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Add((await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea" })).ReplayId);
            await bed.WatchAsync(ids[^1]);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<GrpcStatusException>(() => bed.GetAsync(ids[0]))).Code);
        Assert.Equal(ids[1], (await bed.GetAsync(ids[1])).ReplayId);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<GrpcStatusException>(() => bed.GetAsync(ids[2]))).Code);
    }

    [Fact]
    public async Task Stop_OfTheService_EndsReplaysAndThoseWhoWatchThem()
    {
        await using var bed = await ReplayBed.StartAsync(clock: new ManualClock(Traffic.Epoch));
        bed.Write("ship.nmea", Traffic.ShipAtAnchorOnTheCable(Ship));
        var started = await bed.StartReplayAsync(new ReplayPlan { Recording = "ship.nmea", Speed = 1 });
        await bed.PaceAsync(started.ReplayId, paused: true);
        await using var watching = bed.Service.Client.StreamAsync(
            ReplayBed.Method<WatchReplayRequest, WatchReplayResponse>("WatchReplay"), new WatchReplayRequest { ReplayId = started.ReplayId }).GetAsyncEnumerator();
        Assert.True(await watching.MoveNextAsync());

        await bed.Service.Host.StopAsync().WaitAsync(RunningService.Patience);

        // Either it heard of the end, or that the server stops.
        var last = watching.Current;
        try
        {
            while (await watching.MoveNextAsync())
            {
                last = watching.Current;
            }

            Assert.Equal(ReplayState.Stopped, last.End.State);
        }
        catch (GrpcStatusException ended)
        {
            Assert.Equal(StatusCode.Unavailable, ended.Code);
        }
    }

    public void Dispose() => bench.Dispose();

    private static async Task AdvanceUntilAsync(ReplayBed bed, ManualClock clock, string id, Instant eventTime)
    {
        using var patience = new CancellationTokenSource(RunningService.Patience);
        while (await ReachedAsync() is var before && !(before >= eventTime))
        {
            clock.Advance(TimeSpan.FromSeconds(1));

            // On a busy machine the replay is slow to follow; the clock does not run away from it.
            for (var look = 0; look < 100 && await ReachedAsync() == before; look++)
            {
                await Task.Delay(5, patience.Token);
            }
        }

        async Task<Instant?> ReachedAsync() => (await bed.GetAsync(id)).Progress.EventTime is { } reached ? WireTime.ToDomain(reached) : null;
    }
}
