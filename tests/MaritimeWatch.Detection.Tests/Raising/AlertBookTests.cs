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
    public void Publish_RevisionsOfOneAlert_CountUpUntilItCloses()
    {
        Publish(Finding(10), Finding(20, AlertState.Maintained), Finding(30, AlertState.Closed));
        Assert.Equal(0, book.OpenAlerts);
        Publish(Finding(90, since: 70));
        Assert.Equal(1, book.OpenAlerts);
        Publish(Finding(95, AlertState.Retracted, since: 70));
        Assert.Equal(0, book.OpenAlerts);
        Assert.Equal([1, 2, 3, 1, 2], events.Select(alert => alert.Revision));
        Assert.Equal([1L, 2, 3, 4, 5], events.Select(alert => alert.Sequence));
        Assert.Equal(["loitering-219000606-open-sea-20260314T000000Z", "loitering-219000606-open-sea-20260314T011000Z"], events.Select(alert => alert.AlertId).Distinct());
    }

    [Fact]
    public void Publish_TwoKindsOfOneVessel_AreTwoAlerts()
    {
        Publish(Finding(10), Finding(10, kind: AlertKind.Drifting), Finding(20, AlertState.Closed));
        Assert.Equal(1, book.OpenAlerts);
        Assert.Equal([1, 1, 2], events.Select(alert => alert.Revision));
    }

    [Fact]
    public void Publish_TwoHullsUnderOneMmsi_AreTwoAlerts()
    {
        Publish(Finding(10), Finding(10) with { Track = 1 });
        Assert.Equal(2, book.OpenAlerts);
        Assert.Equal(["loitering-219000606-open-sea-20260314T000000Z", "loitering-219000606-b-open-sea-20260314T000000Z"], events.Select(alert => alert.AlertId));
    }

    [Fact]
    public void Publish_AnArea_HasNoVesselInItsId()
    {
        Publish(Finding(10, kind: AlertKind.AreaInterference) with { Vessel = null, AreaId = "n5125e00230" });
        Assert.Null(events[0].Vessel);
        Assert.Equal("area-interference-n5125e00230-20260314T000000Z", events[0].AlertId);
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

    private void Publish(params Finding[] findings) => events.AddRange(findings.Select(book.Publish));

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
