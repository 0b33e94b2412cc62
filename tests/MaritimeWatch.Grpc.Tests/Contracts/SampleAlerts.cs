using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Grpc.Tests.Contracts;

/// <summary>Alert events with every field set, and with none that may be absent.</summary>
internal static class SampleAlerts
{
    public static readonly Instant Since = Instant.FromUtc(2024, 11, 17, 0, 10);

    public static AlertEvent Full(long sequence = 7) => new()
    {
        Sequence = sequence,
        AlertId = "drag-at-anchor-219000606-nemo-link-20241117T001000Z",
        Revision = 2,
        State = AlertState.Maintained,
        Kind = AlertKind.DragAtAnchor,
        Severity = Severity.Critical,
        Vessel = new VesselIdentity(new Mmsi(219000606), "ÆRØ \"II\"", 9074729, "OXYZ", "Tanker", 183),
        Asset = new AssetReference("nemo-link", "Nemo Link", AssetCategory.PowerCable, "National Grid"),
        Since = Since,
        EventTime = Since + TimeSpan.FromMilliseconds(1_234_500),
        Position = new GeoPosition(51.25, 0),
        DistanceMetres = 0,
        NextAssets =
        [
            new NextAsset(
                "uk-nl-3", "UK-NL 3", Since + TimeSpan.FromHours(1), Since + TimeSpan.FromMinutes(50), Since + TimeSpan.FromMinutes(80),
                1852.5, new GeoPosition(51.5, -0.125), "BT", "+44 20 0000 0000"),
            new NextAsset("tat-14", "TAT-14", Since, Since, Since, 0, new GeoPosition(0, 0), null, null),
        ],
        Headline = "ÆRØ drags her anchor over Nemo Link.",
        RecommendedAction = "Call the vessel on VHF 16.",
        Evidence = new Evidence(
            "drag-at-anchor", "1", "00112233aabbccdd", "leaves her swinging circle",
            [new Measurement("distance from anchor", 0, "m", 0.5, ">="), new Measurement("fixes", 12, "")],
            [new EvidenceFix(Since, new GeoPosition(51.25, 1.5), 0, 359.9, 0), new EvidenceFix(Since, new GeoPosition(51.25, 1.5), null, null, null)],
            [new Explanation("pilot boarding", false, "no pilot area near"), new Explanation("tide turn", true, "heading turned by 178 degrees")],
            ["uk-nl-3"], ["thames-anchorage"], "severity rose"),
        SuppressedBy = ["inside an anchorage"],
    };

    public static AlertEvent Bare() => new()
    {
        Sequence = 1,
        AlertId = "feed-health-1",
        Revision = 1,
        State = AlertState.Raised,
        Kind = AlertKind.FeedHealth,
        Severity = Severity.Notice,
        Since = Since,
        EventTime = Since,
        Headline = "Quiet.",
        RecommendedAction = "Check the feed.",
        Evidence = new Evidence("feed-health", "1", "0", "silence", [], [], [], [], [], "raised"),
    };
}
