using MaritimeWatch.Detection.Detectors;
using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Raising;

public sealed class AlertBookTests
{
    private readonly AlertBook book = new();
    private readonly List<AlertEvent> events = [];

    [Fact]
    public void Publish_BeforeTheWatermark_Only()
    {
        book.Add([Finding(minute: 10)]);
        book.Publish(At(10), events);
        Assert.Empty(events);
        book.Publish(At(10) + TimeSpan.FromMilliseconds(1), events);
        Assert.Single(events);
        book.Publish(At(60), events);
        Assert.Single(events);
    }

    [Fact]
    public void Publish_FindingsOfManyShards_AreInOrderOfTimeVesselKind()
    {
        book.Add([Finding(12, mmsi: 3), Finding(11, mmsi: 2, kind: AlertKind.Drifting), Finding(11, mmsi: 2)]);
        book.Add([Finding(11, mmsi: 1), Finding(10, mmsi: 4)]);
        book.Publish(At(60), events);
        Assert.Equal(
            [(4u, AlertKind.Loitering), (1u, AlertKind.Loitering), (2u, AlertKind.Loitering), (2u, AlertKind.Drifting), (3u, AlertKind.Loitering)],
            events.Select(alert => (alert.Vessel!.Mmsi.Value, alert.Kind)));
        Assert.Equal([1L, 2, 3, 4, 5], events.Select(alert => alert.Sequence));
    }

    [Fact]
    public void Publish_RevisionsOfOneAlert_CountUpUntilItCloses()
    {
        book.Add([Finding(10), Finding(20, AlertState.Maintained), Finding(30, AlertState.Closed), Finding(90, since: 70), Finding(95, AlertState.Retracted, since: 70)]);
        book.Publish(At(40), events);
        Assert.Equal(0, book.OpenAlerts);
        book.Publish(At(91), events);
        Assert.Equal(1, book.OpenAlerts);
        book.Publish(At(100), events);
        Assert.Equal(0, book.OpenAlerts);
        Assert.Equal([1, 2, 3, 1, 2], events.Select(alert => alert.Revision));
        Assert.Equal(["loitering-219000606-open-sea-20260314T000000Z", "loitering-219000606-open-sea-20260314T011000Z"], events.Select(alert => alert.AlertId).Distinct());
    }

    [Fact]
    public void Publish_TwoKindsOfOneVessel_AreTwoAlerts()
    {
        book.Add([Finding(10), Finding(10, kind: AlertKind.Drifting), Finding(20, AlertState.Closed)]);
        book.Publish(At(40), events);
        Assert.Equal(1, book.OpenAlerts);
        Assert.Equal([1, 1, 2], events.Select(alert => alert.Revision));
    }

    [Fact]
    public void Add_AShardsList_IsTakenOver()
    {
        List<Finding> findings = [Finding(10)];
        book.Add(findings);
        Assert.Empty(findings);
    }

    // The example of detectors.md E rule 3.
    [Fact]
    public void AlertIds_ByTheRule_AreKindVesselAssetStart() => Assert.Equal(
        "loitering-219000606-nemo-link-20241117T000000Z",
        AlertIds.Create(AlertKind.Loitering, new Mmsi(219_000_606), "nemo-link", Instant.FromUtc(2024, 11, 17)));

    [Fact]
    public void AlertIds_EveryKind_HasASlugOfItsOwn()
    {
        var kinds = Enum.GetValues<AlertKind>().Where(kind => kind != AlertKind.Unspecified).ToList();
        Assert.Equal(16, kinds.Select(AlertIds.Slug).Distinct().Count());
        Assert.All(kinds, kind => Assert.Matches("^[a-z]+(-[a-z]+)*$", AlertIds.Slug(kind)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlertIds.Slug(AlertKind.Unspecified));
    }

    private static Instant At(int minute) => Waters.Midnight + TimeSpan.FromMinutes(minute);

    private static Finding Finding(int minute, AlertState state = AlertState.Raised, uint mmsi = 219_000_606, AlertKind kind = AlertKind.Loitering, int since = 0) => new()
    {
        Kind = kind,
        State = state,
        Severity = Severity.Notice,
        Vessel = new VesselIdentity(new Mmsi(mmsi), null, null, null, null, null),
        Asset = null,
        Since = At(since),
        EventTime = At(minute),
        OrderTime = At(minute),
        Position = null,
        Headline = "",
        RecommendedAction = "",
        Evidence = new Evidence("", "", "", "", [], [], [], [], [], ""),
    };
}
