using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing.Neighbours;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Weighing;

/// <summary>D1 with a tug alongside, detectors.md C.4; 300 m.</summary>
public sealed class TugWeigherTests
{
    private const uint Ship = 1;
    private const uint Tug = 2;

    private readonly Sea sea = new();

    public TugWeigherTests() => sea.Sails(Ship, Sea.Here, 0, 620, _ => 0.9);

    private static TugWeigher Weigher => new(new NeighbourOptions());

    [Theory]
    [InlineData(52, 290, true)]
    [InlineData(31, 290, true)]
    [InlineData(32, 290, true)]
    [InlineData(52, 320, false)]
    [InlineData(70, 100, false)]
    public void Judge_TugAlongsideWhenSheLeftHerCircle_IsListedAndNotPublished(byte shipType, double metres, bool isHeldBack)
    {
        var (events, held) = sea.Is(Tug, shipType).Sails(Tug, Sea.Off(0, metres), 0, 620, _ => 0.9).Finds(Ship, AlertKind.DragAtAnchor, 100, since: 92).Weigh(Weigher);
        Assert.Equal(isHeldBack, events.Count == 0);
        Assert.Equal(isHeldBack, held.Any(one => one.Reason.EndsWith("000000002, a tug, alongside", StringComparison.Ordinal)));
    }

    // She is gone at 02:00, which the picture of 02:01 shows: from there on the ship is on her own, and adrift.
    [Fact]
    public void Judge_TugThatLeaves_NoLongerExplains()
    {
        var (events, _) = sea.Is(Tug, 52).Steams(Tug, minute => Sea.Off(0, minute < 120 ? 100 : 5000), 0, 620, _ => 0.9).Finds(Ship, AlertKind.DragAtAnchor, 100, since: 92).Weigh(Weigher);
        var raised = Assert.Single(events);
        Assert.Equal((AlertState.Raised, Severity.Warning, Sea.At(121)), (raised.State, raised.Severity, raised.EventTime));
    }

    [Fact]
    public void Judge_TugThatComesLater_HelpsAShipThatDrags()
    {
        var (events, _) = sea.Is(Tug, 52).Steams(Tug, minute => Sea.Off(0, minute < 120 ? 5000 : 100), 0, 620, _ => 0.9)
            .Finds(Ship, AlertKind.DragAtAnchor, 100, since: 92).Finds(Ship, AlertKind.DragAtAnchor, 130, since: 92, state: AlertState.Maintained).Weigh(Weigher);
        Assert.All(events, alert => Assert.Equal((Severity.Warning, 0), (alert.Severity, alert.SuppressedBy.Length)));
        Assert.Contains("now, not when she left her circle", events[^1].Evidence.Explanations.Single().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_WithAnAssetInReach_IsLoweredByOneStepAndToldOf()
    {
        var (events, _) = sea.Is(Tug, 52).Sails(Tug, Sea.Off(0, 100), 0, 620, _ => 0.9).Finds(Ship, AlertKind.DragAtAnchor, 100, Severity.Alarm, since: 92).Weigh(Weigher);
        var raised = Assert.Single(events);
        Assert.Equal(Severity.Warning, raised.Severity);
        Assert.EndsWith("000000002, a tug, alongside", Assert.Single(raised.SuppressedBy), StringComparison.Ordinal);
    }
}
