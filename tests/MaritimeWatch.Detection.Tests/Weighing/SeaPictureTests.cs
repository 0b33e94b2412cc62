using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing;

public sealed class SeaPictureTests
{
    private static readonly GeoPosition Here = new(51.5, 3.0);
    private readonly SeaPicture picture = new();

    [Theory]
    [InlineData(9_200, true)]
    [InlineData(9_320, false)]
    public void FindWithin_FiveMiles_IsADistanceAcrossCells(double metres, bool isFound)
    {
        Hear(1, new LocalPlane(Here).ToGeo(metres, 0), minute: 0);
        Assert.Equal(isFound, picture.FindWithin(Here, 5 * Nautical.MetresPerMile, TimeSpan.FromMinutes(5)).Count == 1);
    }

    [Fact]
    public void FindWithin_Moved_IsFoundWhereSheIsNow()
    {
        Hear(1, Here, minute: 0);
        Hear(1, new GeoPosition(52.5, 3.0), minute: 1);
        Assert.Empty(picture.FindWithin(Here, 10_000, TimeSpan.FromMinutes(5)));
        Assert.Single(picture.FindWithin(new GeoPosition(52.5, 3.0), 100, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void FindWithin_SilentForLongerThanAsked_IsNotFound()
    {
        Hear(1, Here, minute: 0);
        picture.MoveTo(At(6), MinuteOfSea.Silent);
        Assert.Empty(picture.FindWithin(Here, 100, TimeSpan.FromMinutes(5)));
        Assert.Single(picture.FindWithin(Here, 100, TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public void FindWithin_Many_AreInOrderOfMmsi()
    {
        foreach (var mmsi in (uint[])[5, 3, 9, 1])
        {
            Hear(mmsi, Here, minute: 0);
        }

        Assert.Equal([1u, 3, 5, 9], picture.FindWithin(Here, 100, TimeSpan.FromMinutes(5)).Select(vessel => vessel.Mmsi.Value));
    }

    [Fact]
    public void MoveTo_AVesselThatIsGone_IsForgottenWithAllHullsBeforeSheIsHeardAnew()
    {
        Hear(1, Here, minute: 0);
        Hear(2, Here, minute: 0);
        var heard = new MinuteOfSea();
        heard.Gone.Add(new GoneVessel(At(1), new Mmsi(1)));
        picture.MoveTo(At(1), heard);
        Assert.Equal(1, picture.Vessels);
        Assert.Equal(2u, Assert.Single(picture.FindWithin(Here, 100, TimeSpan.FromMinutes(5))).Mmsi.Value);
        Hear(1, Here, minute: 2);
        Assert.Equal(float.NaN, picture.Find(new Mmsi(1))!.SpeedAt(At(0)));
    }

    [Fact]
    public void MedianSpeed_MinutesUnheard_DoNotCount()
    {
        foreach (var (minute, speed) in ((int, float)[])[(0, 10), (1, 11), (5, 13)])
        {
            Hear(1, Here, minute, speed);
        }

        var vessel = picture.Find(new Mmsi(1))!;
        Assert.Equal(11, vessel.MedianSpeed(At(0), At(6), 3));
        Assert.Equal(double.NaN, vessel.MedianSpeed(At(0), At(6), 4));
        Assert.Equal(float.NaN, vessel.SpeedAt(At(3)));
        Assert.Equal(13, vessel.SpeedAt(At(5)));
    }

    [Fact]
    public void SpeedAt_AfterAnHourAndAHalf_IsForgotten()
    {
        Hear(1, Here, 0, 10);
        Hear(1, Here, VesselPicture.RememberedMinutes - 1, 11);
        var vessel = picture.Find(new Mmsi(1))!;
        Assert.Equal(10, vessel.SpeedAt(At(0)));
        Hear(1, Here, VesselPicture.RememberedMinutes, 12);
        Assert.Equal(float.NaN, vessel.SpeedAt(At(0)));
        Hear(1, Here, 5 * VesselPicture.RememberedMinutes, 12);
        Assert.Equal(float.NaN, vessel.SpeedAt(At((5 * VesselPicture.RememberedMinutes) - 1)));
    }

    private static Instant At(int minute) => Waters.Midnight + TimeSpan.FromMinutes(minute);

    private void Hear(uint mmsi, GeoPosition place, int minute, float speed = 10)
    {
        var heard = new MinuteOfSea();
        heard.Samples.Add(new PictureSample(
            At(minute), new Mmsi(mmsi), 0, PositionReport.ToRaw(place.Latitude), PositionReport.ToRaw(place.Longitude), speed, 90, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, false));
        picture.MoveTo(At(minute), heard);
    }
}
