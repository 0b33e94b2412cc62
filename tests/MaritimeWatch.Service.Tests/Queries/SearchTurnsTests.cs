using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class SearchTurnsTests
{
    [Fact]
    public async Task Take_ByManyWhoWait_IsGivenInTheOrderInWhichTheyCame()
    {
        var turns = new SearchTurns(turns: 1, questions: 9, ofOneCaller: 9);
        var held = await turns.TakeAsync(CancellationToken.None);
        var waiting = Enumerable.Range(0, 5).Select(_ => turns.TakeAsync(CancellationToken.None)).ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));

        foreach (var next in waiting)
        {
            held.Dispose();
            Assert.Same(next, await Task.WhenAny(waiting.Where(one => !one.IsCompleted || one == next)));
            held = await next;
        }
    }

    [Fact]
    public async Task Take_ByWhoGoesAwayWhileWaiting_LeavesTheTurnToTheNext()
    {
        var turns = new SearchTurns(turns: 1, questions: 9, ofOneCaller: 9);
        using var gone = new CancellationTokenSource();
        var held = await turns.TakeAsync(CancellationToken.None);
        var (leaving, staying) = (turns.TakeAsync(gone.Token), turns.TakeAsync(CancellationToken.None));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        held.Dispose();
        held.Dispose();
        using var turn = await staying;
        Assert.False(turns.TakeAsync(CancellationToken.None).IsCompleted);
    }

    [Theory]
    [InlineData("ada", "3 questions of this caller")]
    [InlineData("berta", "4 questions")]
    public async Task Ask_OneMoreThanMayBeUnderWay_IsRefusedWithAWordOfWhenToComeAgain(string caller, string said)
    {
        var turns = new SearchTurns(turns: 1, questions: 4, ofOneCaller: 3);
        var end = new TaskCompletionSource();
        var questions = new[] { "ada", "ada", "ada", "carl" }.Select(one => turns.AskAsync(one, AnswerAsync, CancellationToken.None)).ToList();

        var refusal = await Assert.ThrowsAsync<GrpcStatusException>(() => turns.AskAsync(caller, AnswerAsync, CancellationToken.None));

        Assert.Equal((StatusCode.ResourceExhausted, SearchTurns.Busy), (refusal.Code, refusal.ErrorInfo!.Reason));
        Assert.StartsWith(said, refusal.Message, StringComparison.Ordinal);
        end.SetResult();
        await Task.WhenAll(questions);
        Assert.Equal(1, await turns.AskAsync(caller, AnswerAsync, CancellationToken.None));
        Assert.Equal(0, turns.UnderWay);

        async Task<int> AnswerAsync()
        {
            await end.Task;
            return 1;
        }
    }

    [Fact]
    public async Task Ask_ByWhoGoesAway_LeavesRoom()
    {
        var turns = new SearchTurns(turns: 1, questions: 1, ofOneCaller: 1);
        using var gone = new CancellationTokenSource();
        using var held = await turns.TakeAsync(CancellationToken.None);
        var question = turns.AskAsync("ada", () => turns.ReadAsync(() => 1, gone.Token), gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
        Assert.Equal(0, turns.UnderWay);
    }
}
