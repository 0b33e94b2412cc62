using MaritimeWatch.Contracts.V1;
using MaritimeWatch.Domain;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Queries;
using MaritimeWatch.Service.Tests.Hosting;

namespace MaritimeWatch.Service.Tests.Queries;

public sealed class AnswerPagesTests
{
    private readonly ManualClock clock = new(Instant.FromUtc(2024, 11, 17));
    private List<(long Key, string Name)> stored = [.. Enumerable.Range(0, 10).Select(number => (number / 4L, $"{number}"))];
    private int searches;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task Pages_OfAnySize_AreTheWholeOfOneSearch(int size)
    {
        Assert.Equal(stored, await AllAsync(new AnswerPages(clock), size));
        Assert.Equal(1, searches);
    }

    /// <summary>Several rows have the same place in the order: none is lost or doubled between two pages.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Pages_OfAnAnswerThatIsForgotten_AreSearchedAgainAndAreTheWhole(int size)
    {
        var pages = new AnswerPages(clock);
        Assert.Equal(stored, await AllAsync(pages, size, between: () => clock.Advance(AnswerPages.Kept + TimeSpan.FromSeconds(1))));
        Assert.Equal((10 + size - 1) / size, searches);

        searches = 0;
        Assert.Equal(stored, await AllAsync(new AnswerPages(clock, mostRows: 9), size));
        Assert.Equal((10 + size - 1) / size, searches);
    }

    /// <summary>The last row that was given is there no more when the rest is searched for again: the one behind it is not taken for it.</summary>
    [Fact]
    public async Task Pages_OfAnAnswerThatIsForgotten_WhoseLastRowHasGone_LoseNoOther()
    {
        stored = [.. Enumerable.Range(0, 9).Select(number => ((long)number, $"{number}"))];
        var before = stored;
        var gone = 2;
        var all = await AllAsync(new AnswerPages(clock, mostRows: 1), 3, between: () =>
        {
            stored = [.. stored.Where(row => row.Key != gone)];
            gone += 3;
        });

        Assert.Equal(before, all);
    }

    /// <summary>What is stored meanwhile does not tear an answer apart.</summary>
    [Fact]
    public async Task Pages_WhileWhatIsStoredChanges_AreThoseOfTheFirst()
    {
        var before = stored;
        var all = await AllAsync(new AnswerPages(clock), 3, between: () => stored = [(0, "new"), .. stored.Skip(1)]);

        Assert.Equal(before, all);
    }

    [Fact]
    public async Task Remembered_OfOneCaller_IsBounded_AndPushesOutNobodyElse()
    {
        var pages = new AnswerPages(clock);
        var other = await PageAsync(pages, new ListVisitsRequest { PageSize = 3 }, "berta");
        for (var question = 0; question < 40; question++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await PageAsync(pages, new ListVisitsRequest { PageSize = 3, AssetId = $"{question}" }, "ada");
        }

        Assert.Equal(AnswerPages.MostOfOneCaller + 1, pages.Remembered);
        searches = 0;
        await PageAsync(pages, new ListVisitsRequest { PageSize = 3, PageToken = other.NextPageToken }, "berta");
        Assert.Equal(0, searches);
        for (var caller = 0; caller < 2 * AnswerPages.MostAnswers; caller++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await PageAsync(pages, new ListVisitsRequest { PageSize = 3 }, $"{caller}");
        }

        Assert.Equal(AnswerPages.MostAnswers, pages.Remembered);
    }

    [Fact]
    public async Task Remembered_RowsInAll_AreBounded_AndTheLastPageIsForgotten()
    {
        var pages = new AnswerPages(clock, mostRows: 25);
        for (var caller = 0; caller < 5; caller++)
        {
            await PageAsync(pages, new ListVisitsRequest { PageSize = 3 }, $"{caller}");
        }

        Assert.Equal(2, pages.Remembered);
        pages = new AnswerPages(clock);
        await AllAsync(pages, 3);
        Assert.Equal(0, pages.Remembered);
    }

    [Fact]
    public async Task Token_OfAnotherQuestion_IsRefused()
    {
        var pages = new AnswerPages(clock);
        var (_, token) = await PageAsync(pages, new ListVisitsRequest { PageSize = 3 }, "");

        await Assert.ThrowsAsync<GrpcStatusException>(() => PageAsync(pages, new ListVisitsRequest { PageSize = 4, PageToken = token }, ""));
    }

    private async Task<List<(long, string)>> AllAsync(AnswerPages pages, int size, Action? between = null)
    {
        var all = new List<(long, string)>();
        var request = new ListVisitsRequest { PageSize = size };
        do
        {
            var (rows, token) = await PageAsync(pages, request, "ada");
            Assert.InRange(rows.Count, 1, size);
            all.AddRange(rows);
            request.PageToken = token;
            between?.Invoke();
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    private Task<(IReadOnlyList<(long Key, string Name)> Rows, string NextPageToken)> PageAsync(AnswerPages pages, ListVisitsRequest request, string caller) =>
        pages.PageAsync(request, request.PageSize, caller, row => (row.Key, 0, 0), () =>
        {
            searches++;
            return Task.FromResult(stored.ToList());
        });
}
