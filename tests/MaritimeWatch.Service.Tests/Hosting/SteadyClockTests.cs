using MaritimeWatch.Service.Hosting;

namespace MaritimeWatch.Service.Tests.Hosting;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LeapingMachine machine = new(Noon);
    private readonly List<TimeSpan?> leaps = [];
    private readonly SteadyClock clock;

    public SteadyClockTests()
    {
        clock = new SteadyClock(machine);
        clock.LeapChanged += leaps.Add;
    }

    [Fact]
    public void Now_OnAQuietMachine_IsTheMachines()
    {
        machine.Pass(TimeSpan.FromDays(3));

        Assert.Equal(Noon + TimeSpan.FromDays(3), clock.GetUtcNow());
        Assert.Empty(leaps);
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(0.2)]
    [InlineData(-0.2)]
    [InlineData(-10.0)]
    public void Now_AfterACorrection_FollowsByATwentiethAndNeverGoesBack(double seconds)
    {
        machine.Leap(TimeSpan.FromSeconds(seconds));
        var before = clock.GetUtcNow();
        for (var passed = 1; passed <= 210; passed++)
        {
            machine.Pass(Second);
            var now = clock.GetUtcNow();
            Assert.InRange((now - before).TotalSeconds, 0.95, 1.05);
            before = now;
        }

        // Ten seconds at a twentieth are made up for in 200 s.
        Assert.Equal(machine.GetUtcNow(), before);
        Assert.Empty(leaps);
    }

    [Theory]
    [InlineData(10.01)]
    [InlineData(86_400)]
    [InlineData(-10.01)]
    [InlineData(-3_600)]
    [InlineData(-86_400)]
    public void Now_AfterALeap_GoesOnAsBefore_AndTellsOnce(double seconds)
    {
        machine.Leap(TimeSpan.FromSeconds(seconds));
        for (var passed = 1; passed < 60; passed++)
        {
            machine.Pass(Second);
            Assert.Equal(Noon + (passed * Second), clock.GetUtcNow());
        }

        Assert.Equal([TimeSpan.FromSeconds(seconds)], leaps);
    }

    [Fact]
    public void Now_AfterALeapForwardThatLasts_IsTheMachines()
    {
        machine.Leap(TimeSpan.FromHours(1));
        clock.GetUtcNow();
        machine.Pass(TimeSpan.FromSeconds(60));

        Assert.Equal(machine.GetUtcNow(), clock.GetUtcNow());
        Assert.Equal([TimeSpan.FromHours(1), null], leaps);
    }

    [Fact]
    public void Now_AfterALeapBackThatLasts_NeverGoesBack()
    {
        machine.Leap(TimeSpan.FromHours(-1));
        clock.GetUtcNow();
        machine.Pass(TimeSpan.FromHours(2));

        Assert.Equal(Noon + TimeSpan.FromHours(2), clock.GetUtcNow());
        Assert.Equal([TimeSpan.FromHours(-1)], leaps);
    }

    [Fact]
    public void Now_WhenTheLeapIsTakenBack_IsTheMachinesAgain()
    {
        machine.Leap(TimeSpan.FromHours(24));
        clock.GetUtcNow();
        machine.Pass(30 * Second);
        clock.GetUtcNow();
        machine.Leap(TimeSpan.FromHours(-24));
        machine.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal(machine.GetUtcNow(), clock.GetUtcNow());
        Assert.Equal([TimeSpan.FromHours(24), null], leaps);
    }

    [Fact]
    public void Now_OnAFrozenMachine_GoesOn()
    {
        for (var passed = 1; passed <= 3_600; passed++)
        {
            machine.Freeze(Second);
            clock.GetUtcNow();
        }

        // It was followed by a twentieth until the difference was a leap: that took 10 s / 0.95, and cost half a second.
        Assert.InRange((clock.GetUtcNow() - Noon).TotalSeconds, 3_599, 3_600);
        Assert.NotEmpty(leaps);
        Assert.All(leaps, leap => Assert.True(leap < TimeSpan.Zero));
    }
}
