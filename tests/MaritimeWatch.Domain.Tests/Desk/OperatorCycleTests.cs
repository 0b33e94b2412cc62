using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Domain.Tests.Desk;

/// <summary>Every state with everything that can happen to it; expected values from quality.md section 6, "Operator cycle".</summary>
public sealed class OperatorCycleTests
{
    private static readonly Instant Epoch = Instant.FromUtc(2024, 11, 17);
    private static readonly DeskTimes Times = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    /// <summary>
    /// A row a state, a column a happening. A transition is "Action>State", a change that the event tells by itself ">State", "no" a refusal, "-" nothing.
    /// fresh: raised, untouched. unseen, seen: with transitions before. (un)seen-shelved: for two hours. ended: cleared, unseen. over: ended and
    /// closed, nobody said what it was. put-away: closed as false while still true.
    /// </summary>
    private const string Table = """
                      | ack      | assign   | comment     | shelve    | unshelve    | close    | ended     | retracted | same      | lower     | worse       | 10min       | 1h          | 2h
        fresh         | Ackn>Ack | Assi>Una | Comm>Una    | Shel>Una  | no          | Clos>Clo | >Cle      | >Clo      | -         | >Una      | >Una        | Esca>Una    | Esca>Una    | Esca>Una
        unseen        | Ackn>Ack | Assi>Una | Comm>Una    | Shel>Una  | no          | Clos>Clo | Clea>Cle  | Clos>Clo  | -         | >Una      | >Una        | Esca>Una    | Esca>Una    | Esca>Una
        seen          | no       | Assi>Ack | Comm>Ack    | Shel>Ack  | no          | Clos>Clo | Clos>Clo  | Clos>Clo  | -         | >Ack      | Rear>Una    | -           | Rear>Una    | Rear>Una
        unseen-shelved| Ackn>Ack | Assi>Una | Comm>Una    | Shel>Una  | Unsh>Una    | Clos>Clo | Clea>Cle  | Clos>Clo  | -         | >Una      | Unsh>Una    | -           | -           | Unsh>Una
        seen-shelved  | no       | Assi>Ack | Comm>Ack    | Shel>Ack  | Unsh>Ack    | Clos>Clo | Clos>Clo  | Clos>Clo  | -         | >Ack      | Rear>Una    | -           | -           | Unsh>Ack
        ended         | Ackn>Clo | no       | Comm>Cle    | no        | no          | Clos>Clo | -         | Clos>Clo  | Rear>Una  | Rear>Una  | Rear>Una    | -           | -           | -
        over          | no       | no       | Comm>Clo    | no        | no          | Clos>Clo | -         | -         | Rear>Una  | Rear>Una  | Rear>Una    | -           | -           | -
        put-away      | no       | no       | Comm>Clo    | no        | no          | no       | >Clo      | >Clo      | -         | >Clo      | Rear>Una    | -           | -           | -
        """;

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var rows = Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
            var cells = new TheoryData<string, string, string>();
            foreach (var row in rows.Skip(1))
            {
                for (var column = 1; column < row.Length; column++)
                {
                    cells.Add(row[0], rows[0][column], row[column]);
                }
            }

            return cells;
        }
    }

    [Fact]
    public void Table_HoldsEveryStateWithEveryHappening() => Assert.Equal(8 * 14, Cells.Count());

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cycle_StateAndHappening_ComeToWhatTheTableSays(string state, string happening, string expected)
    {
        var before = Standing(state);
        var verdict = Happens(before, happening);
        var after = verdict.Status ?? before;

        Assert.Equal(expected, Outcome(verdict));
        HoldsTogether(before, verdict, after);
    }

    [Fact]
    public void Cycle_OverALongWatchOfAnything_HoldsTogetherAndComesEverywhere()
    {
        var random = new Random(5);
        var happenings = Cells.Select(cell => (string)cell[1]).Distinct().ToArray();
        var status = Standing("fresh");
        var reached = new HashSet<(OperatorState, bool, bool)>();
        for (var step = 0; step < 20_000; step++)
        {
            var verdict = Happens(status, happenings[random.Next(happenings.Length)], TimeSpan.FromMinutes(step));
            var after = verdict.Status ?? status;
            HoldsTogether(status, verdict, after);
            reached.Add((after.State, after.IsTrue, after.ShelvedUntil is not null));
            status = after;
        }

        // Active in and out of sight, ended, closed while true and after its end.
        Assert.Equal(7, reached.Count);
    }

    /// <summary>What is so whatever has happened.</summary>
    private static void HoldsTogether(OperatorStatus before, DeskVerdict verdict, OperatorStatus after)
    {
        // Shelving and what it turned out to be belong to some states only.
        Assert.True(after.ShelvedUntil is null || after.IsActive);
        Assert.True(after.Disposition == Disposition.Unspecified || after.State == OperatorState.Closed);
        Assert.True(after.IsTrue || !after.IsActive);
        Assert.True(after.State != OperatorState.Acknowledged || after.AcknowledgedBy.Length > 0);
        Assert.True(after.State != OperatorState.ClearedUnacknowledged || !after.IsTrue);
        Assert.True(after.Priority >= after.Severity);
        Assert.Equal(verdict.Action != OperatorAction.Unspecified || before.IsTouched, after.IsTouched);
        Assert.True(verdict.Refusal is null || verdict is { Status: null, Action: OperatorAction.Unspecified });
    }

    [Fact]
    public void OnCommand_Acknowledge_SaysWhoAndSince()
    {
        var seen = Happens(Standing("fresh"), "ack", TimeSpan.FromMinutes(3)).Status!;

        Assert.Equal(("bob", Epoch + TimeSpan.FromMinutes(3), Epoch + TimeSpan.FromMinutes(3)), (seen.AcknowledgedBy, seen.StateTime, seen.TimedFrom));
    }

    [Fact]
    public void OnCommand_AcknowledgeOfAShelvedAlert_LeavesItShelved() => Assert.NotNull(Happens(Standing("unseen-shelved"), "ack").Status!.ShelvedUntil);

    [Fact]
    public void OnEvidence_WorseThanWhatWasSeen_ForgetsWhoHadSeenItAndShowsItAgain()
    {
        var verdict = Happens(Standing("seen-shelved"), "worse", TimeSpan.FromMinutes(3));

        var rearmed = verdict.Status!;
        Assert.Equal(("", null, Epoch + TimeSpan.FromMinutes(3)), (rearmed.AcknowledgedBy, rearmed.ShelvedUntil, rearmed.TimedFrom));
        Assert.Equal((Severity.Alarm, "its severity rose from warning to alarm"), (rearmed.Priority, verdict.Cause));
    }

    [Fact]
    public void OnEvidence_BackToTheSeverityThatWasSeen_DoesNotSoundAgain()
    {
        var lower = Happens(Standing("seen"), "lower").Status!;

        Assert.Equal(OperatorState.Acknowledged, Happens(lower, "same").Status!.State);
        Assert.Equal(OperatorAction.Rearmed, Happens(lower, "worse").Action);
    }

    [Fact]
    public void OnEvidence_AnAlertPutAwayThatGetsWorse_IsOpenAgainWithoutItsDisposition() =>
        Assert.Equal(Disposition.Unspecified, Happens(Standing("put-away"), "worse").Status!.Disposition);

    [Theory]
    [InlineData("fresh", "10min", -1, "-")]
    [InlineData("fresh", "10min", 0, "Esca>Una")]
    [InlineData("seen", "1h", -1, "-")]
    [InlineData("seen", "1h", 0, "Rear>Una")]
    [InlineData("unseen-shelved", "2h", -1, "-")]
    [InlineData("unseen-shelved", "2h", 0, "Unsh>Una")]
    public void OnTime_AtItsTimeAndAMillisecondEarlier_ActsOnlyAtIt(string state, string happening, int offsetMilliseconds, string expected) =>
        Assert.Equal(expected, Outcome(Happens(Standing(state), happening, TimeSpan.FromMilliseconds(offsetMilliseconds))));

    [Theory]
    [InlineData(Severity.Notice, Severity.Notice, "-")]
    [InlineData(Severity.Warning, Severity.Alarm, "Esca>Una")]
    [InlineData(Severity.Alarm, Severity.Alarm, "-")]
    [InlineData(Severity.Critical, Severity.Critical, "-")]
    public void OnTime_UnacknowledgedOfEachSeverity_EscalatesAWarningOnlyAndOnce(Severity severity, Severity priority, string expected)
    {
        var status = Standing("fresh") with { Severity = severity };
        var verdict = Happens(status, "10min");

        Assert.Equal(expected, Outcome(verdict));
        Assert.Equal(priority, (verdict.Status ?? status).Priority);
        Assert.Equal(DeskVerdict.Nothing, Happens(verdict.Status ?? status, "10min"));
    }

    [Fact]
    public void Priority_OfAnEscalatedWarning_FallsWithANoticeAndGivesWayToWorse()
    {
        var escalated = Happens(Standing("fresh"), "10min").Status!;

        Assert.Equal((Severity.Alarm, Severity.Warning), (escalated.Priority, escalated.Severity));
        Assert.Equal(Severity.Notice, Happens(escalated, "lower").Status!.Priority);
        Assert.Equal(Severity.Critical, (escalated with { Severity = Severity.Critical }).Priority);
    }

    [Fact]
    public void OnTime_BackInSight_CountsFromThen()
    {
        var back = Happens(Standing("unseen-shelved"), "2h").Status!;

        Assert.Equal(DeskVerdict.Nothing, OperatorCycle.OnTime(back, Times, Epoch + TimeSpan.FromMinutes(129)));
        Assert.Equal(OperatorAction.Escalated, OperatorCycle.OnTime(back, Times, Epoch + TimeSpan.FromMinutes(130)).Action);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(8 * 3_600_000, false)]
    [InlineData((8 * 3_600_000) + 1, true)]
    public void OnCommand_ShelveForUpToEightHours_IsRefusedBeyond(int milliseconds, bool isRefused)
    {
        var command = new DeskCommand(DeskVerb.Shelve, "survey") { ShelveFor = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Equal(isRefused, OperatorCycle.OnCommand(Standing("fresh"), command, "bob", Epoch).Refusal is not null);
    }

    [Fact]
    public void OnCommand_WithoutEffect_IsRefusedWithTheReason()
    {
        Assert.Equal("is acknowledged already, by ann", Happens(Standing("seen"), "ack").Refusal);
        Assert.Equal("is closed only with what it turned out to be", OperatorCycle.OnCommand(Standing("seen"), new DeskCommand(DeskVerb.Close), "bob", Epoch).Refusal);
        Assert.Equal("is nobody's already", OperatorCycle.OnCommand(Standing("seen"), new DeskCommand(DeskVerb.Assign), "bob", Epoch).Refusal);
        Assert.Equal("is not shelved", Happens(Standing("seen"), "unshelve").Refusal);
        Assert.Equal("has ended and cannot be shelved; acknowledge or close it", Happens(Standing("ended"), "shelve").Refusal);
    }

    [Fact]
    public void Appeared_WithAnEventThatIsItsEnd_StandsAsEnded()
    {
        Assert.Equal(OperatorState.Unacknowledged, OperatorCycle.Appeared(Event(AlertState.Raised, Severity.Warning), Epoch).State);
        Assert.Equal(OperatorState.ClearedUnacknowledged, OperatorCycle.Appeared(Event(AlertState.Closed, Severity.Warning), Epoch).State);
        Assert.Equal(OperatorState.Closed, OperatorCycle.Appeared(Event(AlertState.Retracted, Severity.Warning), Epoch).State);
    }

    private static string Outcome(DeskVerdict verdict) => verdict switch
    {
        { Refusal: not null } => "no",
        { Status: null } => "-",
        { Action: OperatorAction.Unspecified } => $">{verdict.Status.State.ToString()[..3]}",
        _ => $"{verdict.Action.ToString()[..4]}>{verdict.Status.State.ToString()[..3]}",
    };

    private static OperatorStatus Standing(string state)
    {
        var fresh = OperatorCycle.Appeared(Event(AlertState.Raised, Severity.Warning), Epoch);
        var unseen = fresh with { IsTouched = true };
        var seen = unseen with { State = OperatorState.Acknowledged, AcknowledgedBy = "ann", SeenSeverity = Severity.Warning };
        return state switch
        {
            "fresh" => fresh,
            "unseen" => unseen,
            "seen" => seen,
            "unseen-shelved" => unseen with { ShelvedUntil = Epoch + TimeSpan.FromHours(2), ShelveReason = "survey" },
            "seen-shelved" => seen with { ShelvedUntil = Epoch + TimeSpan.FromHours(2), ShelveReason = "survey" },
            "ended" => unseen with { State = OperatorState.ClearedUnacknowledged, IsTrue = false },
            "over" => seen with { State = OperatorState.Closed, IsTrue = false },
            "put-away" => unseen with { State = OperatorState.Closed, Disposition = Disposition.False, SeenSeverity = Severity.Warning },
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no state of the table"),
        };
    }

    private static DeskVerdict Happens(OperatorStatus status, string happening, TimeSpan offset = default)
    {
        var time = Epoch + offset;
        return happening switch
        {
            "ack" => OperatorCycle.OnCommand(status, new DeskCommand(DeskVerb.Acknowledge), "bob", time),
            "assign" => OperatorCycle.OnCommand(status, new DeskCommand(DeskVerb.Assign) { Assignee = "eve" }, "bob", time),
            "comment" => OperatorCycle.OnCommand(status, new DeskCommand(DeskVerb.Comment, "called her"), "bob", time),
            "shelve" => OperatorCycle.OnCommand(status, new DeskCommand(DeskVerb.Shelve, "survey") { ShelveFor = TimeSpan.FromHours(1) }, "bob", time),
            "unshelve" => OperatorCycle.OnCommand(status, new DeskCommand(DeskVerb.Unshelve), "bob", time),
            "close" => OperatorCycle.OnCommand(status, new DeskCommand(DeskVerb.Close) { Disposition = Disposition.Nuisance }, "bob", time),
            "ended" => OperatorCycle.OnEvidence(status, Event(AlertState.Closed, Severity.Warning), time),
            "retracted" => OperatorCycle.OnEvidence(status, Event(AlertState.Retracted, Severity.Warning), time),
            "same" => OperatorCycle.OnEvidence(status, Event(AlertState.Maintained, Severity.Warning), time),
            "lower" => OperatorCycle.OnEvidence(status, Event(AlertState.Lowered, Severity.Notice), time),
            "worse" => OperatorCycle.OnEvidence(status, Event(AlertState.Maintained, Severity.Alarm), time),
            "10min" => OperatorCycle.OnTime(status, Times, time + TimeSpan.FromMinutes(10)),
            "1h" => OperatorCycle.OnTime(status, Times, time + TimeSpan.FromHours(1)),
            "2h" => OperatorCycle.OnTime(status, Times, time + TimeSpan.FromHours(2)),
            _ => throw new ArgumentOutOfRangeException(nameof(happening), happening, "no happening of the table"),
        };
    }

    private static AlertEvent Event(AlertState state, Severity severity) => new()
    {
        Sequence = 1, AlertId = "a", Revision = 1, State = state, Kind = AlertKind.Loitering, Severity = severity, Since = Epoch, EventTime = Epoch,
        Headline = "", RecommendedAction = "", Evidence = new Evidence("test", "1", "0000000000000000", "", [], [], [], [], [], ""),
    };
}
