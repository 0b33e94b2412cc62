using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing.Neighbours;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tests.Weighing;

public sealed class NeighbourWeigherTests
{
    private const double Mile = Nautical.MetresPerMile;
    private const uint Culprit = 1;
    private readonly Sea sea = new Sea().Sails(Culprit, Sea.Here, 0, 120, Falls(12, 10.5, at: 60));

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(2, 4, false)]
    [InlineData(2, 5, true)]
    public void Judge_TwoAndAThirdOfTheNeighboursSlowedToo_ExplainsALoss(int slowed, int steady, bool stands)
    {
        Neighbours(slowed, Falls(14, 12.2, at: 58));
        Neighbours(steady, _ => 11, first: 50);
        AssertStands(stands, "neighbours with the same loss");
    }

    [Theory]
    [InlineData(7.5, false)] // 6.25 % of 12: half of the culprit's 12.5 %
    [InlineData(7.55, true)]
    public void Judge_ASmallerLossOfTheirOwnSpeed_IsNotTheSame(double to, bool stands)
    {
        Neighbours(2, Falls(8, to, at: 60));
        AssertStands(stands, "neighbours with the same loss");
    }

    [Fact]
    public void Judge_SlowedLongBefore_IsNotTheSame()
    {
        Neighbours(3, Falls(12, 10.5, at: 10));
        AssertStands(true, "neighbours with the same loss");
    }

    // A stream that takes more from everybody, but over an hour, explains nobody's drop of minutes.
    [Fact]
    public void Judge_SlowedByAStream_IsNotTheSame()
    {
        Neighbours(3, minute => 12 - (2 * Math.Clamp((minute - 30) / 60.0, 0, 1)));
        AssertStands(true, "neighbours with the same loss");
    }

    [Fact]
    public void Judge_BeyondFiveMiles_IsNoNeighbour()
    {
        Neighbours(3, Falls(12, 10, at: 60), apartMetres: 5.1 * Mile);
        AssertStands(true, "neighbours with the same loss");
    }

    [Theory]
    [InlineData(0.95, 0, 10, false)]
    [InlineData(1.05, 0, 10, true)]
    [InlineData(0.5, 0.1, 10, false)] // 11 degrees off the bow
    [InlineData(0.5, 0.25, 10, true)] // 27 degrees
    [InlineData(0.5, 0, 12.5, true)] // faster than she was
    [InlineData(-0.5, 0, 10, true)] // astern
    public void Judge_ASlowerShipAhead_ExplainsALoss(double eastMiles, double northMiles, double knots, bool stands)
    {
        sea.Sails(2, Sea.Off(eastMiles * Mile, northMiles * Mile), 0, 120, _ => knots);
        AssertStands(stands, "traffic ahead");
    }

    // The finding is ten minutes old, the picture is not: she has left the place where the follower now is.
    [Fact]
    public void Judge_AFollowerAstern_IsNoTrafficAheadOfWhereSheWas()
    {
        var chase = new Sea().Steams(Culprit, minute => Sea.Off(minute * 300, 0), 0, 120, Falls(12, 10.5, at: 60))
            .Steams(2, minute => Sea.Off((minute * 300) - (0.8 * Mile), 0), 0, 120, _ => 10);
        var (events, heldBack) = chase.Finds(Culprit, AlertKind.PoweredDrag, 72, since: 60, place: Sea.Off(60 * 300, 0)).Weigh(Weigher);
        Assert.Equal(Severity.Warning, Assert.Single(events).Severity);
        Assert.Empty(heldBack);
    }

    [Theory]
    [InlineData(74, true)] // in the picture of the minute after: fifteen after the onset
    [InlineData(75, false)]
    public void Judge_ASlowerShipThatComesAheadLater_ExplainsNothing(int comes, bool explains)
    {
        sea.Steams(2, minute => minute < comes ? Sea.Off(0, 3 * Mile) : Sea.Off(0.5 * Mile, 0), 0, 120, _ => 10);
        var (events, _) = sea.Finds(Culprit, AlertKind.PoweredDrag, 66, since: 60).Weigh(Weigher);
        Assert.Equal(explains ? [Severity.Warning, Severity.Notice] : [Severity.Warning], events.Select(alert => alert.Severity));
    }

    // Twenty minutes after a loss that was judged late: she is told of for the first time, and what is ahead of her now is the best there is.
    [Fact]
    public void Judge_FirstToldLongAfterTheLoss_StillLooksAhead()
    {
        sea.Sails(2, Sea.Off(0.5 * Mile, 0), 0, 120, _ => 10);
        var (events, heldBack) = sea.Finds(Culprit, AlertKind.PoweredDrag, 80, since: 60).Weigh(Weigher);
        Assert.Empty(events);
        Assert.Single(heldBack);
    }

    [Fact]
    public void Judge_ACorroboratedAlarm_IsLoweredByOneStepNotHidden()
    {
        Neighbours(2, Falls(14, 12, at: 60));
        var (events, heldBack) = sea.Finds(Culprit, AlertKind.PoweredDrag, 75, Severity.Alarm, since: 60).Weigh(Weigher);
        Assert.Empty(heldBack);
        Assert.Equal(Severity.Warning, events[0].Severity);
        Assert.Contains("2 of 2 within 5 nm lost as much", Assert.Single(events[0].SuppressedBy), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_NeighboursThatSlowLater_LowerWhatWasRaised()
    {
        Neighbours(2, Falls(12, 10.5, at: 70));
        var (events, _) = sea.Finds(Culprit, AlertKind.PoweredDrag, 66, since: 60).Weigh(Weigher);
        Assert.Equal([(AlertState.Raised, Severity.Warning), (AlertState.Lowered, Severity.Notice)], events.Select(alert => (alert.State, alert.Severity)));
    }

    [Fact]
    public void Judge_AnExplanationThePictureHasForgotten_Holds()
    {
        sea.Sails(Culprit, Sea.Here, 120, 300, _ => 10.5);
        Neighbours(2, Falls(14, 12.2, at: 58));
        sea.Finds(Culprit, AlertKind.PoweredDrag, 66, since: 60).Finds(Culprit, AlertKind.PoweredDrag, 250, since: 60, state: AlertState.Maintained);
        var (events, heldBack) = sea.Weigh(Weigher);
        Assert.Empty(events);
        Assert.Single(heldBack);
    }

    [Fact]
    public void Judge_DragAtAnchor_ShowsWhoElseLiesThereAndStands()
    {
        sea.Sails(2, Sea.Off(0, 2 * Mile), 0, 120, _ => 0.1, lies: true).Sails(3, Sea.Off(0, 3.1 * Mile), 0, 120, _ => 0.1, lies: true);
        var (events, _) = sea.Finds(Culprit, AlertKind.DragAtAnchor, 100).Weigh(Weigher);
        Assert.Equal("1 other ship lies within 3 nm and kept her place", Assert.Single(events).Evidence.Explanations.Single().Detail);
    }

    private static NeighbourWeigher Weigher => new(new NeighbourOptions(), new PoweredDragOptions());

    private static Func<int, double> Falls(double from, double to, int at) => minute => minute < at ? from : to;

    private void Neighbours(int count, Func<int, double> knots, uint first = 10, double apartMetres = 2 * Mile)
    {
        for (var i = 0u; i < count; i++)
        {
            sea.Sails(first + i, Sea.Off(-i, apartMetres), 0, 120, knots);
        }
    }

    private void AssertStands(bool stands, string explanation)
    {
        var (events, heldBack) = sea.Finds(Culprit, AlertKind.PoweredDrag, 75, since: 60).Weigh(Weigher);
        Assert.Equal(stands, events.Count == 1);
        Assert.Equal(!stands, heldBack.Count == 1);
        if (stands)
        {
            Assert.Contains(events[0].Evidence.Explanations, tried => tried.Name == explanation && !tried.Applies);
        }
        else
        {
            Assert.StartsWith(explanation, heldBack.First().Reason, StringComparison.Ordinal);
        }
    }
}
