using MaritimeWatch.Storage.Influx;

namespace MaritimeWatch.Storage.Tests.Tracks;

public sealed class RememberedPositionsTests
{
    // The writer forgets what it has no room for, while somebody who stores learns what others had stored: whoever is late must not take back what the other knew.
    [Fact]
    public async Task ForgottenUpTo_NeverGoesBack_HoweverManyMoveIt()
    {
        const int Seconds = 200_000;
        var remembered = new RememberedPositions(2);
        using var start = new Barrier(4);
        var moving = Enumerable.Range(0, 4).Select(who => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var second = who; second < Seconds; second += 4)
                {
                    remembered.Forget(second);
                    Assert.True(remembered.ForgottenUpTo >= second);
                }
            },
            TaskCreationOptions.LongRunning)).ToList();

        await Task.WhenAll(moving);

        Assert.Equal(Seconds - 1, remembered.ForgottenUpTo);
        remembered.Forget(5);
        Assert.Equal(Seconds - 1, remembered.ForgottenUpTo);
    }
}
