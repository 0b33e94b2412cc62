using MaritimeWatch.Service.Replay;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Replays;

/// <summary>How fast a replay may go.</summary>
public sealed class PaceTests
{
    [Fact]
    public void WaitFor_AsFastAsItGoes_AllowsEverything()
    {
        var pace = new Pace(0, new ManualClock(Traffic.Epoch));

        Assert.True(pace.WaitFor(Traffic.Epoch, Traffic.Epoch, default));
        Assert.True(pace.AllowedUntil > Traffic.Epoch + TimeSpan.FromDays(36_500));
    }

    [Fact]
    public void WaitFor_AtASpeed_AllowsWhatHasPassed()
    {
        var clock = new ManualClock(Traffic.Epoch);
        var pace = new Pace(60, clock);

        Assert.True(pace.WaitFor(Traffic.Epoch, Traffic.Epoch, default));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(pace.WaitFor(Traffic.Epoch + TimeSpan.FromMinutes(10), Traffic.Epoch, default));
        Assert.Equal(Traffic.Epoch + TimeSpan.FromMinutes(10), pace.AllowedUntil);
    }

    [Fact]
    public async Task WaitFor_WhatIsAhead_WaitsForTheClock()
    {
        var clock = new ManualClock(Traffic.Epoch);
        var pace = new Pace(60, clock);
        pace.WaitFor(Traffic.Epoch, Traffic.Epoch, default);

        var waiting = Task.Run(() => pace.WaitFor(Traffic.Epoch + TimeSpan.FromMinutes(1), Traffic.Epoch, default));
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.True(await waiting);
        Assert.True(pace.AllowedUntil >= Traffic.Epoch + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task WaitFor_Halted_WaitsUntilItMayGoOnAndMakesNothingGood()
    {
        var clock = new ManualClock(Traffic.Epoch);
        var pace = new Pace(1, clock);
        pace.WaitFor(Traffic.Epoch, Traffic.Epoch, default);
        pace.Change(null, paused: true);

        var waiting = Task.Run(() => pace.WaitFor(Traffic.Epoch, Traffic.Epoch, default));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(pace.IsPaused && !waiting.IsCompleted);
        pace.Change(null, paused: false);

        Assert.True(await waiting.WaitAsync(RunningService.Patience));
        Assert.Equal(Traffic.Epoch, pace.AllowedUntil);
    }

    [Fact]
    public async Task WaitFor_Stopped_SaysSo()
    {
        using var stop = new CancellationTokenSource();
        var pace = new Pace(1, new ManualClock(Traffic.Epoch));
        pace.Change(null, paused: true);

        var waiting = Task.Run(() => pace.WaitFor(Traffic.Epoch, Traffic.Epoch, stop.Token));
        await stop.CancelAsync();

        Assert.False(await waiting.WaitAsync(RunningService.Patience));
    }
}
