using MaritimeWatch.Mqtt.Session;

namespace MaritimeWatch.Mqtt.Tests.Sessions;

/// <summary>Packet identifiers: never zero, never one in use.</summary>
public sealed class PacketIdsTests
{
    [Fact]
    public void Take_GoesRound_AndLeavesOutWhatIsInUse()
    {
        var ids = new PacketIds();
        ushort[] kept = [ids.Take(), ids.Take(), ids.Take()];
        Assert.Equal([1, 2, 3], kept);
        ids.Return(2);
        for (var i = 4; i <= ushort.MaxValue; i++)
        {
            var id = ids.Take();
            Assert.Equal(i, id);
            ids.Return(id);
        }

        Assert.Equal(2, ids.Take());
        Assert.Equal(4, ids.Take());
    }

    [Fact]
    public void Take_OfMoreThanThereAre_IsAMistake()
    {
        var ids = new PacketIds();
        Assert.Equal(ushort.MaxValue, Enumerable.Range(0, ushort.MaxValue).Select(_ => ids.Take()).Distinct().Count());
        Assert.Throws<InvalidOperationException>(() => ids.Take());
        ids.Return(777);
        Assert.Equal(777, ids.Take());
    }
}
