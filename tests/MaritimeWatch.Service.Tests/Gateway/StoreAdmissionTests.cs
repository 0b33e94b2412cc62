using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;

namespace MaritimeWatch.Service.Tests.Gateway;

public sealed class StoreAdmissionTests
{
    private readonly FullStore store = new(1_000);
    private readonly List<ShedRank> shed = [];
    private readonly StoreAdmission admission;

    public StoreAdmissionTests() => admission = new StoreAdmission(store, shed: item => shed.Add(item.Rank));

    /// <summary>Senders that can wait are made to from two fifths of the queue on: up to there nothing of anybody's is shed, low trust or not; beyond, the least comes first.</summary>
    [Theory]
    [InlineData(ShedRank.Suspect, 460)]
    [InlineData(ShedRank.SuspectNearAsset, 480)]
    [InlineData(ShedRank.ClassBStatic, 500)]
    [InlineData(ShedRank.ClassBPosition, 750)]
    [InlineData(ShedRank.ClassAStatic, 900)]
    [InlineData(ShedRank.ClassAPosition, 980)]
    public void Add_OfARank_IsShedFromItsPartOfTheQueueOn(object rank, int taken)
    {
        for (var number = 0; number < 1_000; number++)
        {
            admission.Add(Item((ShedRank)rank, number));
        }

        Assert.Equal((taken, 1_000 - taken), (store.Queue.Count, shed.Count));
    }

    [Fact]
    public void Add_NearAnAsset_WaitsForRoomAndIsShedLast()
    {
        for (var number = 0; number < 1_001; number++)
        {
            admission.Add(Item(ShedRank.NearAsset, number));
        }

        Assert.Equal((1_000, 1, 0), (store.Queue.Count, admission.Waiting, shed.Count));
        store.Queue.Clear();
        admission.TryAgain();
        Assert.Equal((1, 0), (store.Queue.Count, admission.Waiting));
    }

    private static IntakeItem Item(ShedRank rank, int number) => new(Report(number), Rank: rank);

    private static AisReport Report(int number) => new(
        PositionReport.Create(Instant.FromUtc(2024, 11, 17), new Mmsi((uint)(219_000_000 + number)), new GeoPosition(51.5, 3.0), 10), null);
}
