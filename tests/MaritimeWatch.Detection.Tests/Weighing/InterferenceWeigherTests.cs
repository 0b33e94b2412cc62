using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Weighing.Interference;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Geodesy;

namespace MaritimeWatch.Detection.Tests.Weighing;

public sealed class InterferenceWeigherTests
{
    private const double Mile = Nautical.MetresPerMile;
    private readonly Sea sea = new Sea().Sails(999, Sea.Here, 0, 120, _ => 10);

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Tick_FiveJumpingFarWithinTenMinutes_AreOneEvent(int vessels, bool isRaised)
    {
        JumpApart(vessels, minutesApart: 2);
        var (events, _) = Weigh();
        Assert.Equal(isRaised ? [AlertState.Raised, AlertState.Closed] : [], events.Select(alert => alert.State));
        if (isRaised)
        {
            Assert.Equal((AlertKind.AreaInterference, Severity.Warning, null), (events[0].Kind, events[0].Severity, events[0].Vessel));
            Assert.Equal("area-interference-n515-e0025-20260314T001000Z", events[0].AlertId);
            Assert.Equal(5, events[0].Evidence.Measurements[0].Value);
        }
    }

    [Fact]
    public void Tick_TheFifthAfterTheWindow_IsNoEvent()
    {
        JumpApart(4, minutesApart: 2);
        sea.Jumps(50, Sea.Here, Sea.Off(0, 5 * Mile), 10 + 10.1);
        Assert.Empty(Weigh().Events);
    }

    [Fact]
    public void Tick_OneVesselJumpingFiveTimes_IsNoEvent()
    {
        for (var i = 0; i < 5; i++)
        {
            sea.Jumps(1, Sea.Here, Sea.Off(0, 5 * Mile), 10 + i);
        }

        Assert.Empty(Weigh().Events);
    }

    [Fact]
    public void Tick_FarFromOneAnother_IsNoEvent()
    {
        for (var i = 0u; i < 5; i++)
        {
            sea.Jumps(1 + i, Sea.Off(i * 25 * Mile, 0), Sea.Off(i * 25 * Mile, 5 * Mile), 10);
        }

        Assert.Empty(Weigh().Events);
    }

    // Short jumps that end on one circle: the ring of R8 in small.
    [Fact]
    public void Tick_ShortJumpsThatConverge_AreOneEvent()
    {
        for (var i = 0; i < 5; i++)
        {
            var (sin, cos) = Math.SinCos(i * Math.Tau / 5);
            sea.Jumps(1 + (uint)i, Sea.Off(1.5 * Mile * sin, 1.5 * Mile * cos), Sea.Off(200 * cos, 200 * sin), 10 + i);
        }

        Assert.Equal([AlertState.Raised, AlertState.Closed], Weigh().Events.Select(alert => alert.State));
    }

    [Fact]
    public void Tick_ShortJumpsInParallel_AreNoEvent()
    {
        for (var i = 0u; i < 5; i++)
        {
            sea.Jumps(1 + i, Sea.Off(i * 100, 0), Sea.Off(i * 100, 1.5 * Mile), 10);
        }

        Assert.Empty(Weigh().Events);
    }

    [Fact]
    public void Tick_ThirtyMinutesAfterTheLastJump_Closes()
    {
        JumpApart(5, minutesApart: 1);
        sea.Jumps(1, Sea.Here, Sea.Off(0, 5 * Mile), 40);
        var closed = Weigh().Events[^1];
        Assert.Equal((AlertState.Closed, Sea.At(70)), (closed.State, closed.EventTime));
    }

    [Fact]
    public void Tick_MoreJoin_SpeaksAgainWithAllOfThem()
    {
        JumpApart(5, minutesApart: 1);
        sea.Jumps(60, Sea.Here, Sea.Off(0, 5 * Mile), 16).Jumps(61, Sea.Here, Sea.Off(0, 5 * Mile), 17);
        var (events, _) = Weigh();
        Assert.Equal([AlertState.Raised, AlertState.Maintained, AlertState.Closed], events.Select(alert => alert.State));
        Assert.Equal(7, events[1].Evidence.Measurements[0].Value);
    }

    [Fact]
    public void Judge_SpoofsOfItsMembers_AreHeldBackEvenThoseThatCameFirst()
    {
        JumpApart(5, minutesApart: 1);
        for (var i = 0u; i < 5; i++)
        {
            sea.Finds(1 + i, AlertKind.KinematicSpoof, 10.2 + i, since: 10 + i);
        }

        var (events, heldBack) = Weigh();
        Assert.DoesNotContain(events, alert => alert.Kind == AlertKind.KinematicSpoof);
        Assert.Equal(5, heldBack.Count);
        Assert.All(heldBack, held => Assert.Contains("5 vessels whose positions jump together", held.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_ASpoofAlone_IsRaisedAfterItsPatience()
    {
        sea.Jumps(1, Sea.Here, Sea.Off(0, 5 * Mile), 10).Finds(1, AlertKind.KinematicSpoof, 10.2, since: 10);
        var alert = Assert.Single(Weigh().Events);
        Assert.Equal((AlertState.Raised, Sea.At(10.2)), (alert.State, alert.EventTime));
        Assert.Contains(alert.Evidence.Explanations, tried => tried is { Name: "area interference", Applies: false });
    }

    // False positions must not become a cloak: what is not made by a jump stands.
    [Fact]
    public void Judge_LoiteringOfAMember_Stands()
    {
        JumpApart(5, minutesApart: 1);
        sea.Finds(1, AlertKind.Loitering, 20).Finds(1, AlertKind.PoweredDrag, 20);
        Assert.Equal([AlertKind.AreaInterference, AlertKind.Loitering, AlertKind.AreaInterference], Weigh().Events.Select(alert => alert.Kind));
    }

    private void JumpApart(int vessels, double minutesApart)
    {
        for (var i = 0; i < vessels; i++)
        {
            sea.Jumps(1 + (uint)i, Sea.Off(i * 1000, 0), Sea.Off(i * 1000, (2.1 * Mile) + (i * 5 * Mile)), 10 + (i * minutesApart));
        }
    }

    private (List<AlertEvent> Events, HeldBackLog HeldBack) Weigh() =>
        sea.Weigh(new InterferenceWeigher(new InterferenceOptions(), new RaiseOptions(), ""));
}
