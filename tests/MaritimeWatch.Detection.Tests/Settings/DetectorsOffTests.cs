using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Detection.Tests.Settings;

public sealed class DetectorsOffTests
{
    // Lying on the cable for three hours, and not at anchor by her status: A1, which takes over from L1.
    private static readonly Voyage Lying = Voyage.Of().Starts("00:00", metresOff: 100, knots: 0, course: 0).Sails("03:00", 0, 0);

    [Fact]
    public void DetectorsOff_One_IsSilentAndTheOthersAreNot()
    {
        Assert.Contains(Watch().Events, alert => alert.Kind == AlertKind.AnchoredOnAsset);
        var log = Watch("A1");
        Assert.DoesNotContain(log.Events, alert => alert.Kind == AlertKind.AnchoredOnAsset);
        Assert.Contains(log.Events, alert => alert.Kind == AlertKind.Loitering);
    }

    [Fact]
    public void DetectorsOff_All_LeavesTracksAlone()
    {
        var log = Watch("*");
        Assert.Empty(log.Events);
        Assert.Empty(log.HeldBack);
        Assert.Equal(0, log.Counters.Single(counter => counter.Stage == "Weigh").In);
        Assert.True(log.Counters.Single(counter => counter.Stage == "Track").In > 0);
    }

    [Fact]
    public void DetectorsOff_Unknown_IsNamedWithTheKnown()
    {
        var problem = Assert.Single((DetectionSettings.Default with { DetectorsOff = ["X9"] }).Validate());
        Assert.StartsWith("DetectorsOff names 'X9'; the detectors are A1, ", problem, StringComparison.Ordinal);
    }

    private static Logbook Watch(params string[] off) => Waters.WithOneCable().Watch(DetectionSettings.Default with { DetectorsOff = off }, Lying);
}
