using System.Text;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage.Tests;

public sealed class SqliteDeskTests : IDisposable
{
    private static readonly DeskTimes Times = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    private readonly StoreFolder folder = new();
    private readonly SetClock clock = new(Given.Epoch);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AppendAsync_EndOfAnUntouchedAlert_IsNoTransitionOfItsOwn()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("a", 2, AlertState.Closed), Given.Alert("b")], Given.Bytes);

        Assert.Equal(["1|a|1", "2|a|2", "3|b|1"], Log(store));
        var standing = store.Desk.Find("a")!;
        Assert.Equal((OperatorState.ClearedUnacknowledged, 2L, 2, 1L), (standing.Status.State, standing.Status.Changed, standing.Updates, standing.FirstSequence));
    }

    [Fact]
    public async Task AppendAsync_EndOfAnAcknowledgedAlert_ClosesItDirectlyBehindItsEvent()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        await ActAsync(store, "a", DeskVerb.Acknowledge, "ann");

        var appended = await store.Alerts.AppendAsync([Given.Alert("a", 2, AlertState.Closed), Given.Alert("b")], Given.Bytes);

        Assert.Equal(["1|a|1", "2|a|Acknowledged|ann", "3|a|2", "4|a|Closed|system", "5|b|1"], Log(store));
        Assert.Equal((4L, OperatorAction.Closed), (appended[0].Transition!.Sequence, appended[0].Transition!.Action));
        Assert.Null(appended[1].Transition);
        Assert.Equal((OperatorState.Closed, "ann", 4), (store.Desk.Find("a")!.Status.State, store.Desk.Find("a")!.Status.AcknowledgedBy, store.Desk.Find("a")!.Updates));
        Assert.Equal(5, store.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task DecideAsync_ByManyAtOnceWhileEventsCome_NumbersWithoutGapsAndExactlyOneWins()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([.. Enumerable.Range(0, 20).Select(number => Given.Alert($"a{number}"))], Given.Bytes);

        var events = Task.WhenAll(Enumerable.Range(0, 100).Select(number => store.Alerts.AppendAsync([Given.Alert($"b{number}")], Given.Bytes)));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).SelectMany(operatorNumber => Enumerable.Range(0, 20).Select(alert => ActAsync(store, $"a{alert}", DeskVerb.Acknowledge, $"op{operatorNumber}"))));
        await events;

        Assert.Equal(20, answers.Count(answer => answer.Outcome == DeskOutcome.Done));
        Assert.Equal(140, answers.Count(answer => answer.Outcome == DeskOutcome.Refused && answer.Reason.StartsWith("is acknowledged already, by op", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, 140).Select(number => (long)number), store.Alerts.ReadAfter(0, 1000).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task DecideAsync_SameRequestIdAgainAlsoAfterReopening_GivesTheSameTransitionAndDoesNothing()
    {
        AppendedTransition first;
        using (var store = Open())
        {
            await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
            first = (await ActAsync(store, "a", DeskVerb.Acknowledge, "ann", requestId: "r1")).Transition!;
            Assert.Equal(DeskOutcome.Repeated, (await ActAsync(store, "a", DeskVerb.Acknowledge, "ann", requestId: "r1", etag: "stale")).Outcome);
        }

        using var reopened = Open();
        var again = await ActAsync(reopened, "a", DeskVerb.Acknowledge, "ann", requestId: "r1");
        var otherVerb = await ActAsync(reopened, "a", DeskVerb.Comment, "ann", requestId: "r1");
        var otherPerson = await ActAsync(reopened, "a", DeskVerb.Comment, "bob", requestId: "r1");

        Assert.Equal((DeskOutcome.Repeated, first.Sequence), (again.Outcome, again.Transition!.Sequence));
        Assert.Equal(first.Payload, again.Transition.Payload);
        Assert.Equal(DeskOutcome.RequestIdTaken, otherVerb.Outcome);
        Assert.Equal((DeskOutcome.Done, 3L), (otherPerson.Outcome, otherPerson.Transition!.Sequence));
    }

    [Fact]
    public async Task DecideAsync_WithAnOldEtag_NamesWhoWasFaster()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        var etag = store.Desk.Find("a")!.Status.Etag;

        var ann = await ActAsync(store, "a", DeskVerb.Acknowledge, "ann", etag: etag);
        var bob = await ActAsync(store, "a", DeskVerb.Acknowledge, "bob", etag: etag);

        Assert.Equal((DeskOutcome.Done, DeskOutcome.Overtaken, "ann"), (ann.Outcome, bob.Outcome, bob.Status!.ChangedBy));
        Assert.Equal(2, store.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task DecideAsync_AboutAnAlertThatIsNotThere_IsNotFoundAndCostsNoNumber()
    {
        using var store = Open();

        Assert.Equal(DeskOutcome.NotFound, (await ActAsync(store, "a", DeskVerb.Acknowledge, "ann")).Outcome);
        Assert.Equal(0, store.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task DecideAsync_WhileTheDiskRefuses_FailsAtOnceAndIsNotDoneLater()
    {
        using var store = Open(new SqliteStoreOptions { RetryInterval = TimeSpan.FromMilliseconds(10) });
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        store.MaxDatabaseBytes = 1 << 20;
        var large = new DeskCommand(DeskVerb.Comment, new string('x', 2 << 20));
        var bulky = Given.Bytes with { Transition = transition => Encoding.UTF8.GetBytes(transition.Cause) };

        // The disk refuses in the very attempt, then while alert events wait for it.
        await Assert.ThrowsAsync<StoreException>(() => store.Desk.DecideAsync(new DeskRequest("a", "ann") { Command = large }, bulky));
        var waiting = store.Alerts.AppendAsync([Given.Alert("b")], Given.Bytes with { Event = _ => new byte[2 << 20] });
        while (store.Fault != StoreFault.Full)
        {
            await Task.Yield();
        }

        var refused = await Assert.ThrowsAsync<StoreException>(() => ActAsync(store, "a", DeskVerb.Acknowledge, "ann"));
        store.MaxDatabaseBytes = 64 << 20;
        await waiting;

        Assert.Equal(StoreFault.Full, refused.Fault);
        Assert.Equal(OperatorState.Unacknowledged, store.Desk.Find("a")!.Status.State);
        Assert.Equal((DeskOutcome.Done, 3L), ((await ActAsync(store, "a", DeskVerb.Acknowledge, "ann")).Outcome, store.Alerts.HighWaterSequence));
    }

    [Fact]
    public async Task DecideAsync_SerialiserFails_FailsThatRequestAloneAndLeavesNoGap()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes);

        await Assert.ThrowsAsync<FormatException>(() => store.Desk.DecideAsync(
            new DeskRequest("a", "ann") { Command = new DeskCommand(DeskVerb.Acknowledge) }, Given.Bytes with { Transition = _ => throw new FormatException("poison") }));
        await ActAsync(store, "b", DeskVerb.Acknowledge, "ann");

        Assert.Equal(["1|a|1", "2|b|1", "3|b|Acknowledged|ann"], Log(store));
    }

    [Fact]
    public async Task Open_OnFilesOfAStoreThatWasNeverClosed_HasEveryTransitionAndItsStatusTogether()
    {
        using var killed = Open();
        await killed.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes);
        await ActAsync(killed, "a", DeskVerb.Acknowledge, "ann");

        using var elsewhere = new StoreFolder();
        File.Copy(folder.Database, elsewhere.Database);
        File.Copy(folder.Database + "-wal", elsewhere.Database + "-wal");
        using var recovered = elsewhere.Open();

        Assert.Equal((OperatorState.Acknowledged, "ann", 3L), (recovered.Desk.Find("a")!.Status.State, recovered.Desk.Find("a")!.Status.AcknowledgedBy, recovered.Desk.Find("a")!.Status.Changed));
        Assert.Equal(4, (await recovered.Alerts.AppendAsync([Given.Alert("c")], Given.Bytes))[0].Event.Sequence);
    }

    [Fact]
    public async Task Open_OnAStoreOfTheFirstVersion_KeepsEverythingAndGoesOn()
    {
        FirstSchema.Make(folder.Database);
        using var store = Open();

        Assert.Equal(["a1", "b1", "b2", "c1", "a2", "d1"], Log(store));
        Assert.Equal(
            [("a", OperatorState.Unacknowledged, 2, Severity.Warning), ("b", OperatorState.Closed, 2, Severity.Alarm), ("c", OperatorState.Closed, 1, Severity.Warning), ("d", OperatorState.Unacknowledged, 1, Severity.Alarm)],
            store.Desk.List([], long.MaxValue, 10).OrderBy(alert => alert.AlertId, StringComparer.Ordinal).Select(alert => (alert.AlertId, alert.Status.State, alert.Updates, alert.Status.Priority)));
        Assert.Equal((1L, 5L), (store.Desk.Find("a")!.FirstSequence, store.Desk.Find("a")!.Newest.Sequence));

        // Its timers count from the opening, not from the years before.
        Assert.Empty(store.Desk.Due(Times, Given.Epoch + Times.EscalateAfter - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(["a"], store.Desk.Due(Times, Given.Epoch + Times.EscalateAfter));

        Assert.Equal(7, (await ActAsync(store, "a", DeskVerb.Acknowledge, "ann")).Transition!.Sequence);
        Assert.Equal(8, (await store.Alerts.AppendAsync([Given.Alert("a", 2), Given.Alert("a", 3, AlertState.Maintained)], Given.Bytes)).Single().Event.Sequence);
    }

    [Fact]
    public void OpenForReading_OnAStoreOfTheFirstVersion_ReadsItsEventsAndChangesNothing()
    {
        FirstSchema.Make(folder.Database);
        using (var reading = SqliteStore.OpenForReading(folder.Database))
        {
            Assert.Equal((6L, 1L), (reading.Alerts.HighWaterSequence, reading.Alerts.OldestSequence));
            Assert.Equal([4L, 5L, 6L], reading.Alerts.ReadAfter(3, 10).Select(entry => entry.Sequence));
            Assert.Equal(2, reading.Alerts.OpenAlerts().Count);
        }

        using var again = SqliteStore.OpenForReading(folder.Database);
        Assert.Equal(6, again.Alerts.ReadAfter(0, 10).Count);
    }

    public static TheoryData<AlertField, AlertComparison, object, string> Terms => new()
    {
        { AlertField.AlertId, AlertComparison.Equal, "b", "b" },
        { AlertField.AlertId, AlertComparison.NotEqual, "b", "dca" },
        { AlertField.Severity, AlertComparison.GreaterOrEqual, 3L, "dba" },
        { AlertField.Severity, AlertComparison.Less, 3L, "c" },
        { AlertField.State, AlertComparison.Equal, 4L, "b" },
        { AlertField.OperatorState, AlertComparison.Equal, 2L, "a" },
        { AlertField.Mmsi, AlertComparison.Equal, 414_000_001L, "cba" },
        { AlertField.Mmsi, AlertComparison.NotEqual, 414_000_001L, "d" },
        { AlertField.AssetId, AlertComparison.Equal, "nemo-link", "cba" },
        { AlertField.Kind, AlertComparison.Equal, 1L, "dcba" },
        { AlertField.Kind, AlertComparison.NotEqual, 1L, "" },
        { AlertField.Assignee, AlertComparison.Equal, "bob", "d" },
        { AlertField.Assignee, AlertComparison.NotEqual, "bob", "cba" },
        { AlertField.EventTime, AlertComparison.Greater, (Given.Epoch + TimeSpan.FromMinutes(1)).UnixMilliseconds, "b" },
        { AlertField.EventTime, AlertComparison.LessOrEqual, (Given.Epoch + TimeSpan.FromMinutes(1)).UnixMilliseconds, "dca" },
        { AlertField.Since, AlertComparison.Greater, Given.Epoch.UnixMilliseconds, "" },
        { AlertField.Since, AlertComparison.GreaterOrEqual, Given.Epoch.UnixMilliseconds, "dcba" },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public async Task List_WithATerm_GivesWhatMeetsItTheNewestSituationFirst(AlertField field, AlertComparison comparison, object value, string expected)
    {
        using var store = Open();
        await store.Alerts.AppendAsync(
            [Given.Alert("a"), Given.Alert("b"), Given.Alert("c") with { Severity = Severity.Notice }, Given.Alert("d") with { Vessel = null, Asset = null }, Given.Alert("b", 2, AlertState.Closed)],
            Given.Bytes);
        await ActAsync(store, "a", DeskVerb.Acknowledge, "ann");
        await store.Desk.DecideAsync(new DeskRequest("d", "ann") { Command = new DeskCommand(DeskVerb.Assign) { Assignee = "bob" } }, Given.Bytes);

        Assert.Equal(expected, string.Concat(store.Desk.List([new AlertTerm(field, comparison, value)], long.MaxValue, 10).Select(alert => alert.AlertId)));
    }

    [Fact]
    public async Task Due_OfEachKind_IsDueAtItsTimeAndNotAMillisecondEarlier()
    {
        using var store = Open();
        var warning = Given.Alert("warning") with { Severity = Severity.Warning };
        await store.Alerts.AppendAsync(
            [warning, warning with { AlertId = "shelved" }, Given.Alert("notice") with { Severity = Severity.Notice }, Given.Alert("alarm"), Given.Alert("seen"), Given.Alert("over"), Given.Alert("over", 2, AlertState.Closed)],
            Given.Bytes);
        await store.Desk.DecideAsync(new DeskRequest("shelved", "ann") { Command = new DeskCommand(DeskVerb.Shelve, "survey") { ShelveFor = TimeSpan.FromHours(2) } }, Given.Bytes);
        await ActAsync(store, "seen", DeskVerb.Acknowledge, "ann");

        Assert.Empty(DueAt(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(["warning"], DueAt(TimeSpan.FromMinutes(10)));
        Assert.Equal(["warning"], DueAt(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(["seen", "warning"], DueAt(TimeSpan.FromHours(1)));
        Assert.Equal(["seen", "warning"], DueAt(TimeSpan.FromHours(2) - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(["seen", "shelved", "warning"], DueAt(TimeSpan.FromHours(2)));

        IEnumerable<string> DueAt(TimeSpan later) => store.Desk.Due(Times, Given.Epoch + later).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task AsOf_ASequence_KnowsNothingOfWhatCameAfterIt()
    {
        using var store = Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);
        await ActAsync(store, "a", DeskVerb.Comment, "ann");
        await store.Alerts.AppendAsync([Given.Alert("a", 2, AlertState.Maintained)], Given.Bytes);

        var (newest, updates) = store.Desk.AsOf("a", 2);

        Assert.Equal((1L, 2), (newest.Sequence, updates));
        Assert.Equal(["1|a|1", "2|a|Commented|ann", "3|a|2"], store.Desk.History("a").Select(entry => Encoding.UTF8.GetString(entry.Payload)));
        Assert.Equal(2, store.Desk.History("a", 2).Count);
    }

    /// <summary>The numbers are in files of users: never renumber.</summary>
    [Fact]
    public void PersistedEnums_Always_KeepTheirNumbers()
    {
        Assert.Equal("0 Unspecified, 1 Unacknowledged, 2 Acknowledged, 3 ClearedUnacknowledged, 4 Closed", Numbers<OperatorState>());
        Assert.Equal("0 Unspecified, 1 True, 2 Nuisance, 3 False, 4 Exercise, 5 Unknown", Numbers<Disposition>());
        Assert.Equal(
            "0 Unspecified, 1 Raised, 2 Acknowledged, 3 Rearmed, 4 Assigned, 5 Commented, 6 Shelved, 7 Unshelved, 8 Escalated, 9 Cleared, 10 Closed", Numbers<OperatorAction>());

        static string Numbers<T>()
            where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(value => $"{Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)} {value}"));
    }

    private static Task<DeskAnswer> ActAsync(SqliteStore store, string alert, DeskVerb verb, string actor, string requestId = "", string etag = "") =>
        store.Desk.DecideAsync(new DeskRequest(alert, actor) { Command = new DeskCommand(verb, "a note"), RequestId = requestId, Etag = etag }, Given.Bytes);

    private static IEnumerable<string> Log(SqliteStore store) => store.Alerts.ReadAfter(0, 1000).Select(entry => Encoding.UTF8.GetString(entry.Payload));

    private SqliteStore Open(SqliteStoreOptions? options = null) => SqliteStore.Open(folder.Database, options, clock);
}
