using System.Globalization;
using System.Text;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Replays;

/// <summary>Whoever watches a replay and stops reading.</summary>
public sealed class SlowWatcherTests
{
    private const int Ships = 200;

    /// <summary>More events than all windows and buffers on the way hold together, at some kilobytes each.</summary>
    private const int EventsOnTheWay = 150;

    [Fact]
    public async Task WatcherThatStopsReading_IsCutWithTheResumePoint_AndMissesNothingAfterResuming()
    {
        await using var bed = await ReplayBed.StartAsync(settings: all => all with { Feed = all.Feed with { MaxEventsBehind = 10 } });
        bed.Write("ships.nmea", ShipsAtAnchorAtOnce());
        var replay = await bed.StartReplayAsync(new ReplayPlan { Recording = "ships.nmea", Speed = 0.001 });
        using var patience = new CancellationTokenSource(RunningService.Patience);
        await using var stream = bed.Service.Client.StreamAsync(
            ReplayBed.Method<WatchReplayRequest, WatchReplayResponse>("WatchReplay"), new WatchReplayRequest { ReplayId = replay.ReplayId }, cancellation: patience.Token).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        await bed.PaceAsync(replay.ReplayId, speed: 0);

        // Reads on as soon as it is cut: the status waits for a reader for some seconds only.
        await Eventually.HoldsAsync(async () => (await bed.GetAsync(replay.ReplayId)).Progress.HighWaterSequence >= EventsOnTheWay);

        var seen = new List<long>();
        var cut = await Assert.ThrowsAsync<GrpcStatusException>(async () =>
        {
            while (await stream.MoveNextAsync())
            {
                if (stream.Current.Event is { } alert)
                {
                    seen.Add(alert.Sequence);
                }
            }
        });

        // One that resumes while the replay still runs at full speed may be cut again.
        await bed.StopAsync(replay.ReplayId);
        var rest = (await bed.WatchAsync(replay.ReplayId, after: seen.LastOrDefault())).Where(message => message.Event is not null).Select(message => message.Event.Sequence);

        Assert.Equal((StatusCode.ResourceExhausted, seen.LastOrDefault().ToString(CultureInfo.InvariantCulture)), (cut.Code, cut.Trailers.GetText("resume-after-sequence")));
        var whole = seen.Concat(rest).ToList();
        Assert.True(whole.Count > EventsOnTheWay);
        Assert.Equal(Enumerable.Range(1, whole.Count).Select(number => (long)number), whole);
    }

    /// <summary>Their alerts are raised in one piece, so that none has to be waited for once the watcher is cut.</summary>
    private static byte[] ShipsAtAnchorAtOnce() => [.. Enumerable.Range(0, Ships)
        .SelectMany(number => Encoding.ASCII.GetString(Traffic.ShipAtAnchorOnTheCable(219_000_000 + (uint)number)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Distinct()
        .OrderBy(line => line[..line.IndexOf('*', StringComparison.Ordinal)], StringComparer.Ordinal)
        .SelectMany(line => Encoding.ASCII.GetBytes(line + "\n"))];
}
