using MaritimeWatch.Domain;

namespace MaritimeWatch.Domain.Tests;

public sealed class StageCounterTests
{
    [Fact]
    public void Add_AnotherShard_AddsEveryCount()
    {
        var reasons = Enum.GetValues<DropReason>();
        var one = Counter(reasons[0], 5);
        var two = Counter(reasons[^1], 7);

        one.Add(two);

        Assert.Equal((12, 3, 9), (one.In, one.Dropped, one.Out));
        Assert.Equal(1, one.DroppedFor(reasons[0]));
        Assert.Equal(2, one.DroppedFor(reasons[^1]));

        StageCounter Counter(DropReason reason, long received)
        {
            var counter = new StageCounter("Order");
            counter.Received(received);
            counter.Drop(reason, reason == reasons[0] ? 1 : 2);
            return counter;
        }
    }
}
