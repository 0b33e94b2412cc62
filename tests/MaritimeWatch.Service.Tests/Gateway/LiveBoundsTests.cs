using MaritimeWatch.Domain;
using MaritimeWatch.Service.Gateway;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class LiveBoundsTests
{
    private static readonly Instant Receipt = Instant.FromUtc(2024, 11, 17, 12);

    /// <summary>Minus ten minutes, plus five seconds: ais.md section 8.</summary>
    [Theory]
    [InlineData(-600, DropReason.None)]
    [InlineData(-601, DropReason.TooOld)]
    [InlineData(0, DropReason.None)]
    [InlineData(5, DropReason.None)]
    [InlineData(6, DropReason.FromTheFuture)]
    public void Admits_AtTheBoundsAndOneBeyond_DropsWhatIsTooFarFromItsReceipt(int seconds, DropReason expected)
    {
        var bounds = new LiveBounds();

        var isAdmitted = bounds.Admits(Receipt + TimeSpan.FromSeconds(seconds), Receipt);

        Assert.Equal(expected == DropReason.None, isAdmitted);
        Assert.Equal(expected == DropReason.None ? 0 : 1, bounds.Counter.DroppedFor(expected));
        Assert.Equal(isAdmitted ? 0 : 1, bounds.Counter.Dropped);
    }
}
