using MaritimeWatch.Detection.Raising;
using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Detection.Tests.Story;
using MaritimeWatch.Detection.Weighing;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tests.Weighing;

public sealed class WeighStageTests
{
    private const uint One = 219_000_606;
    private readonly List<AlertEvent> events = [];

    [Fact]
    public void Advance_FindingsOfNoConcern_ArePublishedBeforeTheWatermarkOnly()
    {
        var stage = Stage();
        stage.Take([Finding(10)], new ShardPicture());
        stage.Advance(At(10), events);
        Assert.Empty(events);
        stage.Advance(At(10) + TimeSpan.FromMilliseconds(1), events);
        stage.Advance(At(60), events);
        Assert.Single(events);
    }

    [Fact]
    public void Advance_FindingsOfManyShards_AreInOrderOfTimeVesselKind()
    {
        var stage = Stage();
        stage.Take([Finding(12, mmsi: 3), Finding(11, mmsi: 2, kind: AlertKind.Drifting), Finding(11, mmsi: 2)], new ShardPicture());
        stage.Take([Finding(11, mmsi: 1), Finding(10, mmsi: 4)], new ShardPicture());
        stage.Advance(At(60), events);
        Assert.Equal(
            [(4u, AlertKind.Loitering), (1u, AlertKind.Loitering), (2u, AlertKind.Loitering), (2u, AlertKind.Drifting), (3u, AlertKind.Loitering)],
            events.Select(alert => (alert.Vessel!.Mmsi.Value, alert.Kind)));
    }

    [Fact]
    public void Take_AShardsLists_AreTakenOver()
    {
        List<Finding> findings = [Finding(10)];
        var seen = SeenUntil(5);
        Stage().Take(findings, seen);
        Assert.Empty(findings);
        Assert.Empty(seen.Samples);
    }

    [Fact]
    public void Judge_Explained_IsListedOnceForEachReasonAndNotPublished()
    {
        var stage = Stage(new Scripted { Answer = (_, _) => Verdict.HoldBack("the tide", []) });
        stage.Take([Finding(10), Finding(20, AlertState.Maintained), Finding(30, AlertState.Closed)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Empty(events);
        var held = Assert.Single(stage.HeldBack);
        Assert.Equal(("the tide", AlertKind.Loitering, At(10)), (held.Reason, held.Kind, held.EventTime));
    }

    [Fact]
    public void Judge_NoLongerExplained_IsRaisedWhenTheDetectorIsSurer()
    {
        var stage = Stage(new Scripted { Answer = (finding, _) => finding.EventTime < At(20) ? Verdict.HoldBack("the tide", []) : Verdict.Silence });
        stage.Take([Finding(10), Finding(20, AlertState.Maintained), Finding(25, AlertState.Maintained, severity: Severity.Warning), Finding(30, AlertState.Closed)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([(At(25), AlertState.Raised, Severity.Warning), (At(30), AlertState.Closed, Severity.Warning)], events.Select(alert => (alert.EventTime, alert.State, alert.Severity)));
    }

    [Fact]
    public void Judge_LoweredByOneStep_SaysWhyAndStaysSoUntilTheDetectorIsSurer()
    {
        var isClear = false;
        var stage = Stage(new Scripted { Answer = (_, _) => isClear ? Verdict.Silence : Verdict.Lower("the tide", []) });
        stage.Take([Finding(10, severity: Severity.Warning)], SeenUntil(60));
        stage.Advance(At(15), events);
        isClear = true;
        stage.Take([Finding(20, AlertState.Maintained, severity: Severity.Warning), Finding(30, AlertState.Maintained, severity: Severity.Alarm)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([Severity.Notice, Severity.Notice, Severity.Alarm], events.Select(alert => alert.Severity));
        Assert.Equal("the tide", Assert.Single(events[1].SuppressedBy));
        Assert.Empty(events[2].SuppressedBy);
    }

    [Fact]
    public void Judge_ExplainedAfterItWasPublished_IsLoweredToANotice()
    {
        var stage = Stage(new Scripted { Answer = (_, picture) => picture.Now >= At(14) ? Verdict.HoldBack("the tide", [new Explanation("neighbours", true, "two")]) : Verdict.Silence });
        stage.Take([Finding(10, severity: Severity.Alarm), Finding(30, AlertState.Closed, severity: Severity.Alarm)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([(AlertState.Raised, Severity.Alarm), (AlertState.Lowered, Severity.Notice), (AlertState.Closed, Severity.Notice)], events.Select(alert => (alert.State, alert.Severity)));
        Assert.Equal((At(14), "the tide"), (events[1].EventTime, events[1].Evidence.Cause));
        Assert.Contains(events[1].Evidence.Explanations, tried => tried is { Name: "neighbours", Applies: true });
    }

    [Fact]
    public void Judge_MutedForATime_SpeaksWhenThatIsOverAsSevereAsItIs()
    {
        var stage = Stage(new Scripted { Answer = (_, picture) => picture.Now < At(20) ? Verdict.Mute("the interference", []) : Verdict.Silence });
        stage.Take([Finding(10, severity: Severity.Alarm), Finding(30, AlertState.Closed, severity: Severity.Alarm)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([(At(20), AlertState.Raised, Severity.Alarm), (At(30), AlertState.Closed, Severity.Alarm)], events.Select(alert => (alert.EventTime, alert.State, alert.Severity)));
        Assert.Equal(("the interference", At(10)), stage.HeldBack.Select(held => (held.Reason, held.EventTime)).Single());
    }

    // Two reasons, one for good and one for now: when the one has passed, the other still counts.
    [Fact]
    public void Judge_MutedForATimeAndExplainedForGood_StaysExplained()
    {
        var stage = Stage(
            new Scripted { Answer = (_, picture) => picture.Now < At(20) ? Verdict.Mute("the interference", []) : Verdict.Silence },
            new Scripted { Answer = (_, picture) => picture.Now < At(15) ? Verdict.HoldBack("the tide", []) : Verdict.Silence });
        stage.Take([Finding(10), Finding(25, AlertState.Maintained)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Empty(events);
        Assert.Equal("the tide", Assert.Single(stage.HeldBack).Reason);
    }

    [Fact]
    public void Judge_MutedAndLowered_FallsBackToTheOneStep()
    {
        var stage = Stage(
            new Scripted { Answer = (_, picture) => picture.Now >= At(13) && picture.Now < At(20) ? Verdict.Mute("the interference", []) : Verdict.Silence },
            new Scripted { Answer = (_, _) => Verdict.Lower("the tide", []) });
        stage.Take([Finding(10, severity: Severity.Critical), Finding(15, AlertState.Maintained, severity: Severity.Critical)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([(At(10), Severity.Alarm), (At(15), Severity.Notice), (At(20), Severity.Alarm)], events.Select(alert => (alert.EventTime, alert.Severity)));
        Assert.Equal("the tide, the interference", string.Join(", ", events[1].SuppressedBy));
        Assert.Equal("the tide", Assert.Single(events[2].SuppressedBy));
    }

    [Fact]
    public void Judge_Waiting_IsJudgedAgainEveryMinuteUntilItsTime()
    {
        var stage = Stage(new Scripted { Answer = (finding, _) => Verdict.Wait(finding.OrderTime + TimeSpan.FromMinutes(3)) });
        stage.Take([Finding(10)], SeenUntil(60));
        stage.Advance(At(13) - TimeSpan.FromMilliseconds(1), events);
        Assert.Empty(events);
        stage.Advance(At(13), events);
        Assert.Single(events);
    }

    [Fact]
    public void Judge_ClosedWhileWaiting_WasTrueForAMoment()
    {
        var stage = Stage(new Scripted { Answer = (finding, _) => Verdict.Wait(finding.OrderTime + TimeSpan.FromMinutes(30)) });
        stage.Take([Finding(10), Finding(12, AlertState.Closed)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([AlertState.Raised, AlertState.Closed], events.Select(alert => alert.State));
    }

    [Fact]
    public void Judge_RetractedWhileWaiting_NeverWas()
    {
        var stage = Stage(new Scripted { Answer = (finding, _) => Verdict.Wait(finding.OrderTime + TimeSpan.FromMinutes(30)) });
        stage.Take([Finding(10), Finding(12, AlertState.Retracted)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Empty(events);
    }

    [Fact]
    public void Tick_EveryWholeMinute_OnceAndInOrderHoweverOftenCalled()
    {
        List<Instant> Ticks(int step)
        {
            var scripted = new Scripted();
            var stage = Stage(scripted);
            for (var minute = step; minute <= 60; minute += step)
            {
                stage.Take([], SeenBetween(minute - step, minute));
                stage.Advance(At(minute), []);
            }

            return scripted.Ticks;
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(At), Ticks(60));
        Assert.Equal(Ticks(60), Ticks(1));
        Assert.Equal(Ticks(60), Ticks(12));
    }

    [Fact]
    public void Tick_WhatARuleFinds_IsPublishedLikeEverythingElse()
    {
        var stage = Stage(new Scripted { Finds = now => now == At(5) ? [Finding(5, kind: AlertKind.AreaInterference) with { Vessel = null, AreaId = "here" }] : [] });
        stage.Take([Finding(5), Finding(4)], SeenUntil(60));
        stage.Advance(At(60), events);
        Assert.Equal([AlertKind.Loitering, AlertKind.AreaInterference, AlertKind.Loitering], events.Select(alert => alert.Kind));
    }

    private static WeighStage Stage(params IWeigher[] weighers) => new(weighers, new AlertBook(), DetectionSettings.Default);

    private static Instant At(int minute) => Waters.Midnight + TimeSpan.FromMinutes(minute);

    private static ShardPicture SeenUntil(int minute) => SeenBetween(0, minute);

    private static ShardPicture SeenBetween(int from, int to)
    {
        var seen = new ShardPicture();
        for (var minute = from; minute < to; minute++)
        {
            seen.Samples.Add(new PictureSample(At(minute), new Mmsi(One), 0, 30_600_000, 1_200_000, 10, 90, StationClass.ClassA, NavigationalStatus.UnderWayUsingEngine, false));
        }

        return seen;
    }

    private static Finding Finding(
        int minute, AlertState state = AlertState.Raised, uint mmsi = One, AlertKind kind = AlertKind.Loitering, Severity severity = Severity.Notice) => new()
    {
        Kind = kind,
        State = state,
        Severity = severity,
        Vessel = new VesselIdentity(new Mmsi(mmsi), null, null, null, null, null),
        Asset = null,
        Since = At(0),
        EventTime = At(minute),
        OrderTime = At(minute),
        Position = null,
        Headline = "",
        RecommendedAction = "",
        Evidence = new Evidence("", "", "", "", [], [], [], [], [], ""),
    };

    private sealed class Scripted : IWeigher
    {
        public Func<Finding, SeaPicture, Verdict>? Answer { get; init; }

        public Func<Instant, Finding[]> Finds { get; init; } = _ => [];

        public List<Instant> Ticks { get; } = [];

        public bool Concerns(AlertKind kind) => Answer is not null && kind == AlertKind.Loitering;

        public void Tick(SeaPicture picture, List<Finding> findings, HeldBackLog heldBack)
        {
            Ticks.Add(picture.Now);
            findings.AddRange(Finds(picture.Now));
        }

        public Verdict Judge(Finding finding, SeaPicture picture, Instant now) => Answer!(finding, picture);
    }
}
