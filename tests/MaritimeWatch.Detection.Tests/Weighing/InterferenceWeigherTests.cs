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
        sea.Finds(1, AlertKind.Loitering, 20).Finds(1, AlertKind.PoweredDrag, 20).Finds(1, AlertKind.PoweredDrag, 35, state: AlertState.Closed);
        Assert.Equal([AlertKind.AreaInterference, AlertKind.Loitering, AlertKind.AreaInterference], Weigh().Events.Select(alert => alert.Kind));
    }

    // Five jump at 70 to 74, the last jump closes it at 104; the drag was critical before, and still is.
    [Fact]
    public void Judge_ADragToldBefore_IsMutedWhileItLastsAndThenCriticalAgain()
    {
        JumpApart(5, minutesApart: 1, from: 70);
        sea.Finds(1, AlertKind.PoweredDrag, 60, Severity.Critical, since: 55);
        Continues(AlertKind.PoweredDrag, Severity.Critical, 80, 90, 100, 110);
        var drag = Weigh().Events.Where(alert => alert.Kind == AlertKind.PoweredDrag).ToList();
        Assert.Equal(
            [
                (Sea.At(60), AlertState.Raised, Severity.Critical),
                (Sea.At(75), AlertState.Lowered, Severity.Notice),
                (Sea.At(80), AlertState.Maintained, Severity.Notice),
                (Sea.At(90), AlertState.Maintained, Severity.Notice),
                (Sea.At(100), AlertState.Maintained, Severity.Notice),
                (Sea.At(104), AlertState.Maintained, Severity.Critical),
                (Sea.At(110), AlertState.Maintained, Severity.Critical),
            ],
            drag.Select(alert => (alert.EventTime, alert.State, alert.Severity)));
        Assert.Contains("jump together", Assert.Single(drag[1].SuppressedBy), StringComparison.Ordinal);
        Assert.Empty(drag[5].SuppressedBy);
        Assert.StartsWith("no longer so: one of 5 vessels", drag[5].Evidence.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_ADragFirstToldDuringIt_IsRaisedWhenItIsOver()
    {
        JumpApart(5, minutesApart: 1, from: 70);
        sea.Finds(1, AlertKind.PoweredDrag, 80, Severity.Critical, since: 75);
        Continues(AlertKind.PoweredDrag, Severity.Critical, 90, 110);
        var (events, heldBack) = Weigh();
        Assert.Equal(
            [(Sea.At(104), AlertState.Raised, Severity.Critical), (Sea.At(110), AlertState.Maintained, Severity.Critical)],
            events.Where(alert => alert.Kind == AlertKind.PoweredDrag).Select(alert => (alert.EventTime, alert.State, alert.Severity)));
        Assert.Single(heldBack);
    }

    [Fact]
    public void Judge_ADragOverBeforeItIsOver_WasPartOfIt()
    {
        JumpApart(5, minutesApart: 1, from: 70);
        sea.Finds(1, AlertKind.PoweredDrag, 80, since: 75).Finds(1, AlertKind.PoweredDrag, 95, since: 75, state: AlertState.Closed);
        Assert.DoesNotContain(Weigh().Events, alert => alert.Kind == AlertKind.PoweredDrag);
    }

    // S1 stays open for half an hour after the last impossible motion, S2 for a day: what was made by the jumps is none of its own when they are over.
    [Theory]
    [InlineData(AlertKind.KinematicSpoof, 103, false)]
    [InlineData(AlertKind.KinematicSpoof, 106, true)]
    [InlineData(AlertKind.DuplicateMmsi, 106, false)]
    public void Judge_WhatIsMadeOfTheJumps_IsRaisedOnlyWhenItIsSeenAfterwards(AlertKind kind, int lastWord, bool isRaised)
    {
        sea.Sails(1, Sea.Here, 0, 120, _ => 10);
        JumpApart(5, minutesApart: 1, from: 70);
        sea.Finds(1, kind, 76, since: 70);
        Continues(kind, Severity.Warning, lastWord);
        Assert.Equal(isRaised, Weigh().Events.Any(alert => alert.Kind == kind));
    }

    [Fact]
    public void Judge_TwoHullsThatBothReportAfterwards_AreRaised()
    {
        sea.Sails(1, Sea.Here, 0, 120, _ => 10).Sails(1, Sea.Off(0, 9 * Mile), 60, 120, _ => 10, hull: 1);
        JumpApart(5, minutesApart: 1, from: 70);
        sea.Finds(1, AlertKind.DuplicateMmsi, 76, since: 70);
        Assert.Equal(Sea.At(104), Assert.Single(Weigh().Events, alert => alert.Kind == AlertKind.DuplicateMmsi).EventTime);
    }

    private void Continues(AlertKind kind, Severity severity, params ReadOnlySpan<int> minutes)
    {
        foreach (var minute in minutes)
        {
            sea.Finds(1, kind, minute, severity, since: kind == AlertKind.PoweredDrag && minute >= 80 ? 55 : 70, state: AlertState.Maintained);
        }
    }

    private void JumpApart(int vessels, double minutesApart, double from = 10)
    {
        for (var i = 0; i < vessels; i++)
        {
            sea.Jumps(1 + (uint)i, Sea.Off(i * 1000, 0), Sea.Off(i * 1000, (2.1 * Mile) + (i * 5 * Mile)), from + (i * minutesApart));
        }
    }

    private (List<AlertEvent> Events, HeldBackLog HeldBack) Weigh() =>
        sea.Weigh(new InterferenceWeigher(new InterferenceOptions(), new RaiseOptions(), ""));
}
