using System.Text;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Storage.Tests;

public sealed class SqliteAlertLogTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AppendAsync_ToEmptyLog_NumbersFromOneAndKeepsTheBytes()
    {
        using var store = folder.Open();

        var appended = await store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes);

        Assert.Equal([1, 2], appended.Select(alert => alert.Event.Sequence));
        Assert.Equal(["1|a|1", "2|b|1"], store.Alerts.ReadAfter(0, 10).Select(alert => Encoding.UTF8.GetString(alert.Payload)));
        Assert.Equal(2, store.Alerts.HighWaterSequence);
        Assert.Equal(1, store.Alerts.OldestSequence);
    }

    [Fact]
    public async Task AppendAsync_SameIdAndRevisionAgain_IsLeftOutAndCostsNoNumber()
    {
        using var store = folder.Open();
        await store.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes);

        var appended = await store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("a", 2, AlertState.Maintained), Given.Alert("a", 2, AlertState.Maintained)], Given.Bytes);

        var only = Assert.Single(appended);
        Assert.Equal((2, 2), (only.Event.Sequence, only.Event.Revision));
        Assert.Equal(2, store.Alerts.HighWaterSequence);
    }

    [Fact]
    public async Task AppendAsync_AfterReopening_ContinuesTheSequence()
    {
        using (var store = folder.Open())
        {
            await store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes);
        }

        using var reopened = folder.Open();
        var appended = await reopened.Alerts.AppendAsync([Given.Alert("b"), Given.Alert("c")], Given.Bytes);

        Assert.Equal(3, Assert.Single(appended).Event.Sequence);
        Assert.Equal(["1|a|1", "2|b|1", "3|c|1"], reopened.Alerts.ReadAfter(0, 10).Select(alert => Encoding.UTF8.GetString(alert.Payload)));
    }

    [Fact]
    public async Task Open_OnFilesOfAStoreThatWasNeverClosed_HasEverythingAcknowledged()
    {
        using var crashed = folder.Open();
        await crashed.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b")], Given.Bytes);
        Assert.True(crashed.Tracks.TryAppend(Given.Position(0)));
        await crashed.Tracks.FlushAsync();

        // What a killed process leaves behind: the database and the write-ahead log, without a checkpoint.
        using var elsewhere = new StoreFolder();
        File.Copy(folder.Database, elsewhere.Database);
        File.Copy(folder.Database + "-wal", elsewhere.Database + "-wal");
        using var recovered = elsewhere.Open();

        Assert.Equal(2, recovered.Alerts.HighWaterSequence);
        Assert.Single(recovered.Tracks.GetTrack(Given.Yi, Given.Epoch, Given.Epoch + TimeSpan.FromHours(1), 10));
        Assert.Equal(3, (await recovered.Alerts.AppendAsync([Given.Alert("c")], Given.Bytes))[0].Event.Sequence);
    }

    [Theory]
    [InlineData(0, 2, new long[] { 1, 2 })]
    [InlineData(1, 10, new long[] { 2, 3 })]
    [InlineData(3, 10, new long[] { })]
    [InlineData(4, 10, new long[] { })]
    public async Task ReadAfter_Sequence_GivesWhatFollowsUpToTheLimit(long after, int limit, long[] expected)
    {
        using var store = folder.Open();
        await store.Alerts.AppendAsync([Given.Alert("a"), Given.Alert("b"), Given.Alert("c")], Given.Bytes);

        Assert.Equal(expected, store.Alerts.ReadAfter(after, limit).Select(alert => alert.Sequence));
    }

    [Fact]
    public async Task OpenAlerts_AfterRevisionsAndAClose_HoldsTheLatestOfWhatIsStillOpen()
    {
        using var store = folder.Open();
        await store.Alerts.AppendAsync(
            [
                Given.Alert("a"), Given.Alert("b"), Given.Alert("c"), Given.Alert("a", 2, AlertState.Maintained),
                Given.Alert("b", 2, AlertState.Closed), Given.Alert("c", 2, AlertState.Retracted),
            ],
            Given.Bytes);

        Assert.Equal("4|a|2", Encoding.UTF8.GetString(Assert.Single(store.Alerts.OpenAlerts()).Payload));
        Assert.Equal((2, 2, 0), (store.Alerts.LatestRevision("a"), store.Alerts.LatestRevision("b"), store.Alerts.LatestRevision("z")));
    }

    [Fact]
    public async Task AppendAsync_SerialiserFails_FailsThatAppendAloneAndLeavesNoGap()
    {
        using var store = folder.Open();

        var poisoned = store.Alerts.AppendAsync(
            [Given.Alert("a"), Given.Alert("b")], Given.Bytes with { Event = alert => alert.AlertId == "b" ? throw new FormatException("poison") : Given.Bytes.Event(alert) });
        await Assert.ThrowsAsync<FormatException>(() => poisoned);
        var good = await store.Alerts.AppendAsync([Given.Alert("c")], Given.Bytes);

        Assert.Equal(1, good[0].Event.Sequence);
        Assert.Equal(["1|c|1"], store.Alerts.ReadAfter(0, 10).Select(alert => Encoding.UTF8.GetString(alert.Payload)));
    }

    [Fact]
    public async Task AppendAsync_FromManyThreads_IsGapFreeAndEachOnce()
    {
        using var store = folder.Open();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var number = 0; number < 50; number++)
            {
                // Every alert is offered by two threads.
                await store.Alerts.AppendAsync([Given.Alert($"{thread / 2}-{number}")], Given.Bytes);
            }
        })));

        var stored = store.Alerts.ReadAfter(0, 1000);
        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), stored.Select(alert => alert.Sequence));
    }

    [Fact]
    public async Task ReadAfter_WhileWriting_SeesAPrefixWithoutGaps()
    {
        using var store = folder.Open();
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 200; number++)
            {
                await store.Alerts.AppendAsync([Given.Alert($"a{number}"), Given.Alert($"b{number}")], Given.Bytes);
            }
        });

        var seen = 0L;
        while (seen < 400)
        {
            var known = store.Alerts.HighWaterSequence;
            var next = store.Alerts.ReadAfter(seen, 1000);
            Assert.Equal(Enumerable.Range(0, next.Count).Select(offset => seen + 1 + offset), next.Select(alert => alert.Sequence));
            seen += next.Count;
            Assert.True(seen >= known, "what the high water promised was not there");
        }

        await writing;
        Assert.Equal(400, seen);
    }

    [Fact]
    public async Task AppendAsync_OnAStoreForReading_IsRefused()
    {
        folder.Open().Dispose();
        using var reading = SqliteStore.OpenForReading(folder.Database);

        await Assert.ThrowsAsync<InvalidOperationException>(() => reading.Alerts.AppendAsync([Given.Alert("a")], Given.Bytes));
        Assert.Equal(0, reading.Alerts.OldestSequence);
    }

    /// <summary>The numbers are in files of users: never renumber.</summary>
    [Fact]
    public void PersistedEnums_Always_KeepTheirNumbers()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5], Enum.GetValues<AlertState>().Select(state => (int)state));
        Assert.Equal((3, 4, 5), ((int)AlertState.Lowered, (int)AlertState.Closed, (int)AlertState.Retracted));
        Assert.Equal((1, 4), ((int)Severity.Notice, (int)Severity.Critical));
        Assert.Equal((1, 5, 16), ((int)AlertKind.Loitering, (int)AlertKind.PoweredDrag, (int)AlertKind.RestrictedArea));
    }
}
