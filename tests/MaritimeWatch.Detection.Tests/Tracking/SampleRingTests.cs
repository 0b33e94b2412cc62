using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracking;

/// <summary>What a late fix must differ in to contradict a track: 50 m and half a leg, 0.3 kn.</summary>
public sealed class SampleRingTests
{
    private readonly VesselTrack track = new(new Mmsi(219_000_606));

    public SampleRingTests()
    {
        // 10 kn east are 309 m a minute.
        for (var minute = 0; minute <= 10; minute++)
        {
            track.Take(Fix(minute * 60, minute * 309, 10), DetectionSettings.Default, isBreak: false);
        }
    }

    [Theory]
    [InlineData(330, 1_700, 10, true)]
    [InlineData(330, 1_900, 10, true)]
    [InlineData(330, 1_907, 10, false)]
    [InlineData(330, 1_700, 10.3, true)]
    [InlineData(330, 1_700, 10.4, false)]
    [InlineData(330, 1_700, 9.6, false)]
    [InlineData(0, 0, 10, false)]
    [InlineData(601, 3_090, 10, false)]
    public void AgreesWith_ALateFix_TellsTheKnownFromTheNew(int seconds, double metresOff, double knots, bool agrees) =>
        Assert.Equal(agrees, track.Samples.AgreesWith(Fix(seconds, metresOff, knots), track.Scale));

    private static PositionReport Fix(int seconds, double metresOff, double knots) =>
        PositionReport.Create(Waters.Midnight + TimeSpan.FromSeconds(seconds), new Mmsi(219_000_606), Waters.Place(metresOff, 0), knots, 90, 90);
}
