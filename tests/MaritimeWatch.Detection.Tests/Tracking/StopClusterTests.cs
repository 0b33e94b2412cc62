using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracking;

/// <summary>Stops: 15 minutes, 0.8 kn, two swinging radii, left at 1.5 kn on two fixes (detectors.md C.3, C.4).</summary>
public sealed class StopClusterTests
{
    private static readonly AnchorOptions Options = DetectionSettings.Default.Anchor;

    private readonly StopCluster stop = new();
    private TrackScale scale;

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void Observe_LyingStill_FormsAfterFifteenMinutes(int minutes, bool formed)
    {
        for (var minute = 0; minute <= minutes; minute++)
        {
            See(minute, 0, 0);
        }

        Assert.Equal(formed, stop.IsFormed);
        Assert.Equal(Waters.Midnight, stop.Since);
    }

    [Fact]
    public void Observe_ThreeFixesAtAnchor_Form()
    {
        See(0, 0, 0, status: NavigationalStatus.AtAnchor);
        See(3, 0, 0, status: NavigationalStatus.AtAnchor);
        Assert.False(stop.IsFormed);
        See(6, 0, 0, status: NavigationalStatus.AtAnchor);
        Assert.True(stop.IsFormed);
    }

    [Fact]
    public void Observe_AFixThatSaysOtherwise_StartsTheCountAnew()
    {
        See(0, 0, 0, status: NavigationalStatus.AtAnchor);
        See(3, 0, 0, status: NavigationalStatus.AtAnchor);
        See(6, 0, 0);
        See(9, 0, 0, status: NavigationalStatus.AtAnchor);
        Assert.Equal((false, 1), (stop.IsFormed, stop.AtAnchorFixes));
    }

    // The extent is taken in eight directions: right within 8 %, never too large.
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(22.5)]
    [InlineData(45)]
    [InlineData(77)]
    [InlineData(120)]
    public void Diameter_InAnyDirection_IsRightWithinEightPercent(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        See(0, 0, 0);
        See(1, 400 * sin, 400 * cos);
        Assert.InRange(stop.DiameterMetres, 400 * 0.92, 400.5);
    }

    // Two radii of 0.15 nm are 555.6 m.
    [Theory]
    [InlineData(555, 2)]
    [InlineData(556.5, 1)]
    public void Observe_BeyondTwoRadii_IsANewStop(double metres, int fixes)
    {
        See(0, 0, 0);
        See(1, metres, 0);
        Assert.Equal(fixes, stop.Fixes);
        Assert.Equal(fixes == 2 ? 0 : 1, (stop.Since - Waters.Midnight).TotalMinutes);
    }

    // Lengths overall of 100, 300 and 400 m: the least radius, 1.5 lengths, the largest radius.
    [Theory]
    [InlineData(null, 277.8)]
    [InlineData(100, 277.8)]
    [InlineData(300, 450)]
    [InlineData(700, 926)]
    public void SwingRadius_ByLength_IsLimited(int? length, double expected)
    {
        See(0, 0, 0, length: length);
        Assert.Equal(expected, stop.SwingRadiusMetres, 1);
    }

    [Fact]
    public void Observe_OneFastFix_IsNoise()
    {
        See(0, 0, 0);
        See(1, 0, 0, knots: 3);
        See(2, 0, 0);
        Assert.True(stop.IsStopped);
        See(3, 0, 0, knots: 1);
        See(4, 0, 0, knots: 1);
        Assert.False(stop.IsStopped);
    }

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(1.6, false)]
    public void Observe_FormedStop_EndsAboveTheLeavingSpeedOnly(double knots, bool stays)
    {
        for (var minute = 0; minute <= 15; minute++)
        {
            See(minute, 0, 0);
        }

        See(16, 0, 0, knots);
        Assert.True(stop.IsFormed);
        See(17, 0, 0, knots);
        Assert.Equal(stays, stop.IsFormed);
    }

    [Fact]
    public void Centre_AfterAFullTurn_IsTheAnchor()
    {
        for (var i = 0; i <= 36; i++)
        {
            var (sin, cos) = Math.SinCos(i * 10 * Math.PI / 180);
            See(i * 3, 200 * sin, 200 * cos, heading: (i * 10) + 180);
        }

        var fix = Fix(0, 0, 0);
        Assert.InRange(stop.MetresFromCentre(scale, fix), 0, 2);
        Assert.Equal(180, stop.HeadingSwingDegrees, 0);
        Assert.InRange(stop.DiameterMetres, 398, 402);
    }

    private static PositionReport Fix(int minute, double east, double north, double knots = 0.1, NavigationalStatus status = NavigationalStatus.Undefined, double? heading = null) =>
        PositionReport.Create(Waters.Midnight + TimeSpan.FromMinutes(minute), new Mmsi(219_000_606), Waters.Place(east, north), knots, 0, heading, status);

    private void See(int minute, double east, double north, double knots = 0.1, NavigationalStatus status = NavigationalStatus.Undefined, int? length = 120, double? heading = null)
    {
        var fix = Fix(minute, east, north, knots, status, heading);
        scale.MoveTo(fix.RawLatitude);
        stop.Observe(fix, knots, length, scale, Options);
    }
}
