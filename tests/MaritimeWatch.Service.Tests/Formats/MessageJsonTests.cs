using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Service.Formats;

namespace MaritimeWatch.Service.Tests.Formats;

public sealed class MessageJsonTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_000)]
    public void Of_ATrack_IsWhatTheLibraryReads(int points)
    {
        var response = new ReadTrackResponse { NextPageToken = "to \"go\" on", Tlp = "TLP:AMBER" };
        response.Points.Add(Points(points));
        var before = response.Clone();

        AssertReadBack(response);
        Assert.Equal(before, response);
    }

    [Fact]
    public void Of_AThinnedTrack_IsWhatTheLibraryReads()
    {
        var response = new GetTrackResponse { Tlp = "TLP:GREEN" };
        response.Points.Add(Points(100));

        AssertReadBack(response);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_APieceOfATrack_IsWhatTheLibraryReads(bool hasMmsi)
    {
        var response = new QueryTracksResponse { Piece = new TrackPiece(), Tlp = "TLP:GREEN" };
        response.Piece.Points.Add(Points(100));
        if (hasMmsi)
        {
            response.Piece.Mmsi = 0;
        }

        AssertReadBack(response);
        AssertReadBack(new QueryTracksResponse { NextPageToken = "there" });
    }

    private static void AssertReadBack<T>(T message)
        where T : IMessage<T>, new() =>
        Assert.Equal(message, JsonParser.Default.Parse<T>(Encoding.UTF8.GetString(MessageJson.Of(message).Span)));

    private static IEnumerable<TrackPoint> Points(int count)
    {
        var random = new Random(7);
        for (var number = 0; number < count; number++)
        {
            var point = new TrackPoint();
            if (random.Next(20) > 0)
            {
                // Every second one with a part of a second, also before 1970.
                point.Time = new Timestamp { Seconds = random.NextInt64(-60_000_000_000, 200_000_000_000), Nanos = random.Next(2) * random.Next(1_000_000_000) };
                point.Position = new GeoPosition { Latitude = random.Next(10) == 0 ? 0 : (random.NextDouble() * 180) - 90 };
                point.Position.Longitude = random.Next(10) == 0 ? 1e-7 : (random.NextDouble() * 360) - 180;
            }

            if (random.Next(2) == 0)
            {
                (point.SpeedOverGroundKnots, point.CourseOverGroundDegrees) = (random.Next(1_023) / 10.0, random.Next(3_600) / 10.0);
            }

            if (random.Next(2) == 0)
            {
                (point.TrueHeadingDegrees, point.NavigationalStatus, point.RateOfTurnDegreesPerMinute) = (random.Next(360), (uint)random.Next(16), (random.NextDouble() * 1_440) - 720);
            }

            (point.Interpolated, point.AfterGap, point.HighAccuracy) = (random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
            point.EquipmentClass = (EquipmentClass)random.Next(3);
            yield return point;
        }
    }
}
