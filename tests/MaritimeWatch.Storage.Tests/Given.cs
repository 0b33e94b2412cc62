using System.Globalization;
using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Tests;

/// <summary>Alerts and reports for these tests, around a fixed epoch.</summary>
internal static class Given
{
    public static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);

    public static readonly Mmsi Yi = new(414_000_001);

    public static AlertEvent Alert(string id, int revision = 1, AlertState state = AlertState.Raised) => new()
    {
        Sequence = 0,
        AlertId = id,
        Revision = revision,
        State = state,
        Kind = AlertKind.Loitering,
        Severity = Severity.Alarm,
        Vessel = new VesselIdentity(Yi, "YI", null, null, "Cargo", 225),
        Asset = new AssetReference("nemo-link", "Nemo Link", AssetCategory.PowerCable, null),
        Since = Epoch,
        EventTime = Epoch + TimeSpan.FromMinutes(revision),
        Headline = "YI loiters over Nemo Link",
        RecommendedAction = "Call her on VHF 16",
        Evidence = new Evidence("loitering", "1", "0000000000000000", "slow over an asset", [], [], [], [], [], "raised"),
    };

    /// <summary>Bytes that tell an entry apart: of an event its sequence, id and revision; of a transition its sequence, id, action and actor.</summary>
    public static readonly AlertEncoding Bytes = new(
        alert => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{alert.Sequence}|{alert.AlertId}|{alert.Revision}")),
        transition => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{transition.Sequence}|{transition.AlertId}|{transition.Action}|{transition.Actor}")));

    public static AisReport Position(int second, double latitude = 51.5, double longitude = 2.25, uint mmsi = 414_000_001) => new(
        PositionReport.Create(Epoch + TimeSpan.FromSeconds(second), new Mmsi(mmsi), new GeoPosition(latitude, longitude), 1.2, 93.4, 91, NavigationalStatus.AtAnchor, rateOfTurn: -4.7),
        null);

    public static AisReport Static(int second, StaticReport said) => new(
        PositionReport.Create(Epoch + TimeSpan.FromSeconds(second), said.Mmsi, null), said);
}
