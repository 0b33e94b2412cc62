using System.Buffers;
using MaritimeWatch.Ais.Encoding;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Assets;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Tests.Hosting;

/// <summary>One cable due north along 2° E, and ships about it, as NMEA 0183 with TAG blocks.</summary>
internal static class Traffic
{
    public static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);

    public static readonly Chart Chart = new(
        [
            new ChartedAsset
            {
                Id = "test-cable",
                Name = "Test Cable",
                Category = AssetCategory.PowerCable,
                Status = AssetStatus.InService,
                PositionalSigmaMetres = 50,
                Parts = [[new GeoPosition(51.0, 2.0), new GeoPosition(52.0, 2.0)]],
            },
        ],
        []);

    /// <summary>A ship that lies at anchor on the cable for so long, heard every 30 s, and another far away that keeps time moving afterwards.</summary>
    public static byte[] ShipAtAnchorOnTheCable(uint mmsi, int fromMinute = 0, int minutes = 30, byte shipType = 70)
    {
        var encoder = new AisEncoder();
        var bytes = new ArrayBufferWriter<byte>();
        var name = new StaticReport(new Mmsi(mmsi), Name: $"SHIP {mmsi % 1000}", ShipType: new ShipType(shipType), ToBow: 100, ToStern: 20, ToPort: 10, ToStarboard: 10, MessageType: 5);
        encoder.Write(name, Epoch + TimeSpan.FromMinutes(fromMinute), StationClass.ClassA, bytes);
        for (var second = 0; second <= minutes * 60; second += 30)
        {
            // A metre of swing to either side: a real receiver never stands still.
            var place = new GeoPosition(51.5, 2.0 + (second % 60 == 0 ? 0.00002 : -0.00002));
            encoder.Write(At(mmsi, fromMinute, second, place, NavigationalStatus.AtAnchor, 0.1), bytes);
            encoder.Write(At(211_000_009, fromMinute, second, new GeoPosition(55.0, 4.0), NavigationalStatus.UnderWayUsingEngine, 0.0), bytes);
        }

        for (var second = minutes * 60; second <= (minutes + 5) * 60; second += 30)
        {
            encoder.Write(At(211_000_009, fromMinute, second + 15, new GeoPosition(55.0, 4.0), NavigationalStatus.UnderWayUsingEngine, 0.0), bytes);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static PositionReport At(uint mmsi, int fromMinute, int second, GeoPosition place, NavigationalStatus status, double knots) => PositionReport.Create(
        Epoch + TimeSpan.FromMinutes(fromMinute) + TimeSpan.FromSeconds(second), new Mmsi(mmsi), place, knots, 90, 90, status);
}
