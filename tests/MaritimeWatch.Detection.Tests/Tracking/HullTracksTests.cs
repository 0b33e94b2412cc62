using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Tracking;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Tracking;

/// <summary>Errors, jumps and hulls under one MMSI (60 kn, 500 m; 5 nm, 60 s, three changes of place: detectors.md S1, S2).</summary>
public sealed class HullTracksTests
{
    private const double FarMetres = 60 * 1852;

    private static readonly Mmsi Someone = new(219_000_606);
    private static readonly DetectionSettings Settings = DetectionSettings.Default;

    [Fact]
    public void Observe_SingleOutlier_IsDropped()
    {
        var tracks = At(0, 0);
        Assert.Equal((HullStepKind.Hold, -1, 0), Step(tracks, 10, FarMetres));
        Assert.Equal((HullStepKind.Take, 0, 1), Step(tracks, 20, 100));
        Assert.False(tracks.IsOnePlace);

        // A wrong position is remembered for half an hour, in case it comes again.
        Step(tracks, 10 + 1800, 100);
        Assert.False(tracks.IsOnePlace);
        Step(tracks, 10 + 1801, 100);
        Assert.True(tracks.IsOnePlace);
    }

    [Fact]
    public void Observe_TwoOutliersThatDisagree_AreBothDropped()
    {
        var tracks = At(0, 0);
        Assert.Equal((HullStepKind.Hold, -1, 0), Step(tracks, 10, FarMetres));
        Assert.Equal((HullStepKind.Hold, -1, 1), Step(tracks, 20, -FarMetres));
        Assert.Equal((HullStepKind.Take, 0, 1), Step(tracks, 30, 150));
    }

    // Reports every 10 s: the old place is given up after 30 s of silence there, with what was held since.
    [Fact]
    public void Observe_OldPlaceFallsSilent_IsAJumpWithEverythingHeld()
    {
        var tracks = At(0, 0);
        Assert.Equal(HullStepKind.Hold, Step(tracks, 10, FarMetres).Kind);
        Assert.Equal(HullStepKind.Hold, Step(tracks, 20, FarMetres + 50).Kind);
        Assert.Equal(HullStepKind.Hold, Step(tracks, 30, FarMetres + 100).Kind);
        Assert.Equal((HullStepKind.Jump, 0, 0), Step(tracks, 31, FarMetres + 105));
        Assert.Equal(4, tracks.Fresh.Count);
        Assert.Equal(Waters.Midnight + TimeSpan.FromSeconds(10), tracks.Fresh[0].Time);
        tracks.TakeFresh();
        Assert.Equal((HullStepKind.Take, 0, 0), Step(tracks, 40, FarMetres + 150));
        Assert.False(tracks.IsSplit);
    }

    // Positions at random: no two agree, but she is not where she was either.
    [Fact]
    public void Observe_EverywhereAtOnce_GoesOnAtTheLast()
    {
        var tracks = At(0, 0);
        Assert.Equal((HullStepKind.Hold, -1, 0), Step(tracks, 10, FarMetres));
        Assert.Equal((HullStepKind.Hold, -1, 1), Step(tracks, 20, -FarMetres));
        Assert.Equal((HullStepKind.Hold, -1, 1), Step(tracks, 30, 2 * FarMetres));
        Assert.Equal((HullStepKind.Jump, 0, 1), Step(tracks, 40, -2 * FarMetres));
        Assert.Single(tracks.Fresh);
    }

    // At anchor, every 3 minutes: no longer than 4 minutes.
    [Theory]
    [InlineData(240, false)]
    [InlineData(241, true)]
    public void Observe_OldPlaceReportsSlowly_WaitsForFourMinutes(int seconds, bool isJump)
    {
        var tracks = At(0, 0, intervalSeconds: 180);
        Step(tracks, 10, FarMetres);
        Assert.Equal(isJump ? HullStepKind.Jump : HullStepKind.Hold, Step(tracks, seconds, FarMetres).Kind);
    }

    // Within 5 nm two hulls are not told apart: two fixes that agree are enough.
    [Theory]
    [InlineData(9_200, true)]
    [InlineData(9_300, false)]
    public void Observe_ShortJump_WaitsForNoSilence(double metres, bool isJump)
    {
        var tracks = At(0, 0);
        Assert.Equal(HullStepKind.Hold, Step(tracks, 10, metres).Kind);
        Assert.Equal(isJump ? HullStepKind.Jump : HullStepKind.Hold, Step(tracks, 20, metres).Kind);
    }

    [Fact]
    public void Observe_TwoPlacesGoOnReporting_AreTwoHulls()
    {
        var tracks = At(0, 0);
        Assert.Equal(HullStepKind.Hold, Step(tracks, 5, FarMetres).Kind);
        Assert.Equal((HullStepKind.Take, 0, 1), Step(tracks, 10, 50));
        Assert.False(tracks.IsSplit);
        Assert.Equal((HullStepKind.NewHull, 1, 0), Step(tracks, 15, FarMetres + 50));
        Assert.True(tracks.IsSplit);
        tracks.TakeFresh();
        Assert.Equal((HullStepKind.Take, 0, 0), Step(tracks, 20, 100));
        Assert.Equal((HullStepKind.Take, 1, 0), Step(tracks, 25, FarMetres + 100));
        Assert.Equal(5, tracks.Alternations.Count);
    }

    // By satellite, a report every ten minutes from each place.
    [Fact]
    public void Observe_TwoPlacesReportSlowly_AreTwoHulls()
    {
        var tracks = At(0, 0, intervalSeconds: 600);
        Step(tracks, 300, FarMetres);
        Step(tracks, 600, 3_000);
        Assert.Equal(HullStepKind.NewHull, Step(tracks, 900, FarMetres).Kind);
    }

    // One transponder sent astray for nine minutes, and again: her old place was silent far longer than she ever is.
    [Fact]
    public void Observe_ThereAndBackAgain_IsNoSecondHull()
    {
        var tracks = At(0, 0);
        var at = 0;
        for (var time = 1; time <= 4; time++)
        {
            for (var i = 0; i < 54; i++)
            {
                Step(tracks, at += 10, time % 2 == 1 ? FarMetres : at * 5);
                if (tracks.Fresh.Count > 3)
                {
                    tracks.TakeFresh();
                }
            }
        }

        Assert.False(tracks.IsSplit);
    }

    // The same wrong position once an hour among reports every ten seconds is a fault, not a hull.
    [Fact]
    public void Observe_AWrongPositionEveryHour_IsNoHull()
    {
        var tracks = At(0, 0);
        var steps = new List<HullStepKind>();
        for (var second = 10; second <= 6 * 3600; second += 10)
        {
            steps.Add(Step(tracks, second, second % 3600 == 0 ? FarMetres : 0).Kind);
        }

        Assert.DoesNotContain(HullStepKind.NewHull, steps);
        Assert.DoesNotContain(HullStepKind.Jump, steps);
        Assert.Equal(6, steps.Count(step => step == HullStepKind.Hold));
    }

    [Fact]
    public void Observe_FiveHulls_KeepsFourApart()
    {
        var tracks = At(0, 0);
        for (var second = 2; second <= 200; second += 2)
        {
            Step(tracks, second, (second / 2 % 5) * FarMetres);
            if (tracks.Fresh.Count > 0 && tracks.LastOfHulls.Any(last => last == tracks.Fresh[^1]))
            {
                tracks.TakeFresh();
            }
        }

        Assert.Equal(HullTracks.MostHulls, tracks.LastOfHulls.Count());
    }

    [Fact]
    public void DropHullsSilentSince_OneIsSilent_LeavesTheOther()
    {
        var tracks = At(0, 0);
        Step(tracks, 5, FarMetres);
        Step(tracks, 10, 50);
        Step(tracks, 15, FarMetres);
        tracks.TakeFresh();
        Step(tracks, 20, FarMetres);
        Assert.False(tracks.DropHullsSilentSince(Waters.Midnight + TimeSpan.FromSeconds(10)));
        Assert.True(tracks.DropHullsSilentSince(Waters.Midnight + TimeSpan.FromSeconds(11)));
        Assert.False(tracks.IsSplit);
        Assert.Equal((HullStepKind.Take, 1, 0), Step(tracks, 30, FarMetres));
    }

    private static HullTracks At(int seconds, double metresOff, int intervalSeconds = 10) => new(Fix(seconds, metresOff), TimeSpan.FromSeconds(intervalSeconds));

    private static PositionReport Fix(int seconds, double metresOff) =>
        PositionReport.Create(Waters.Midnight + TimeSpan.FromSeconds(seconds), Someone, Waters.Place(metresOff, 0), 10, 90, 90);

    private static (HullStepKind Kind, int Hull, int Dropped) Step(HullTracks tracks, int seconds, double metresOff)
    {
        var step = tracks.Observe(Fix(seconds, metresOff), Settings);
        return (step.Kind, step.Hull, step.Dropped);
    }
}
