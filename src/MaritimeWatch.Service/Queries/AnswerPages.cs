using System.Security.Cryptography;
using Google.Protobuf;

namespace MaritimeWatch.Service.Queries;

/// <summary>Gives the answer of a search page by page, and remembers the rest of it for a while, so that the next page need not search again.</summary>
/// <remarks>
/// A page's token says which answer it goes on with, and behind which row. Where that answer is forgotten (it was not asked for in time, others needed the room, the service was
/// started again) the search is done again and goes on behind the same row: only then can what was stored meanwhile show.
/// </remarks>
/// <param name="clock">When what is not asked for any more is forgotten.</param>
/// <param name="mostRows">So many rows are remembered, of all answers together.</param>
internal sealed class AnswerPages(TimeProvider clock, int mostRows = AnswerPages.MostRows)
{
    /// <summary>Some 50 MB.</summary>
    public const int MostRows = 100_000;

    /// <summary>So many answers are remembered at a time.</summary>
    public const int MostAnswers = 32;

    /// <summary>So many of them of one caller: nobody's pages push out everybody else's.</summary>
    public const int MostOfOneCaller = 4;

    /// <summary>How long an answer is remembered after a page of it was given.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly Dictionary<long, Found> answers = [];

    /// <summary>Answers that are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (gate)
            {
                return answers.Count;
            }
        }
    }

    /// <summary>One page.</summary>
    /// <param name="request">The question, with its page token.</param>
    /// <param name="pageSize">What it says of the size of a page.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="key">By which the rows are in order; several may have the same.</param>
    /// <param name="search">Finds all rows, in any order; of a later page, those behind the last one given are enough.</param>
    /// <param name="weight">As much memory as how many rows a row takes, where it takes more than one.</param>
    /// <returns>The rows, and the token of the next page; empty on the last.</returns>
    /// <exception cref="Grpc.GrpcStatusException">The size or the token is none.</exception>
    public async Task<(IReadOnlyList<T> Rows, string NextPageToken)> PageAsync<T>(IMessage request, int pageSize, string caller, Func<T, (long, long, long)> key, Func<Task<List<T>>> search,
        Func<T, int>? weight = null)
    {
        var size = PageSizes.Of(pageSize);
        Span<long> place = [0, 0, 0, 0, 0, 0];
        var isLater = PageToken.TryRead(request, place);
        var (id, next, last, alike) = (place[0], place[1], (place[2], place[3], place[4]), place[5]);
        var rows = isLater ? Recall<T>(id, caller) : null;
        if (rows is null)
        {
            rows = [.. (await search()).OrderBy(key)];
            next = isLater ? rows.Count(row => key(row).CompareTo(last) < 0) + Math.Min(alike, rows.Count(row => key(row) == last)) : 0;
            id = 0;
        }

        var first = (int)Math.Clamp(next, 0, rows.Count);
        var end = (int)Math.Min(rows.Count, first + (long)size);
        var page = rows.GetRange(first, end - first);
        if (end == rows.Count)
        {
            Forget(id);
            return (page, "");
        }

        id = id == 0 ? Remember(rows, weight is null ? rows.Count : rows.Sum(row => (long)weight(row)), caller) : id;
        last = key(rows[end - 1]);
        for (alike = 1; alike < end && key(rows[end - 1 - (int)alike]) == last; alike++)
        {
        }

        return (page, PageToken.Make(request, id, end, last.Item1, last.Item2, last.Item3, alike));
    }

    /// <summary>The key of the last row that was given before this page; null for the first page.</summary>
    /// <exception cref="Grpc.GrpcStatusException">The token is none.</exception>
    public static (long, long, long)? Last(IMessage request)
    {
        Span<long> place = [0, 0, 0, 0, 0, 0];
        return PageToken.TryRead(request, place) ? (place[2], place[3], place[4]) : null;
    }

    /// <summary>Leads behind the row of a key that no other has, of an answer that nobody remembers.</summary>
    public static string TokenBehind(IMessage request, (long, long, long) key) => PageToken.Make(request, 0, 0, key.Item1, key.Item2, key.Item3, 1);

    private List<T>? Recall<T>(long id, string caller)
    {
        lock (gate)
        {
            Drop(clock.GetTimestamp());
            if (!answers.TryGetValue(id, out var found) || found.Caller != caller || found.Rows is not List<T> rows)
            {
                return null;
            }

            answers[id] = found with { Used = clock.GetTimestamp() };
            return rows;
        }
    }

    /// <returns>Its number; one that none has where there is no room for it.</returns>
    private long Remember<T>(List<T> rows, long weight, string caller)
    {
        // A number that no answer of another run of the service has.
        var id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        lock (gate)
        {
            var now = clock.GetTimestamp();
            Drop(now);
            if (weight > mostRows)
            {
                return id;
            }

            answers[id] = new Found(caller, rows, weight, now);
            while (answers.Values.Count(found => found.Caller == caller) > MostOfOneCaller)
            {
                answers.Remove(Oldest(found => found.Caller == caller));
            }

            while (answers.Count > MostAnswers || answers.Values.Sum(found => found.Weight) > mostRows)
            {
                // Whoever asks for much gives up her own first.
                var isOnlyOne = !answers.Any(answer => answer.Key != id && answer.Value.Caller == caller);
                answers.Remove(Oldest(found => isOnlyOne || found.Caller == caller));
            }

            return id;
        }

        long Oldest(Func<Found, bool> of) => answers.Where(answer => answer.Key != id && of(answer.Value)).MinBy(answer => answer.Value.Used).Key;
    }

    private void Forget(long id)
    {
        lock (gate)
        {
            answers.Remove(id);
        }
    }

    private void Drop(long now)
    {
        foreach (var (id, _) in answers.Where(answer => clock.GetElapsedTime(answer.Value.Used, now) > Kept).ToList())
        {
            answers.Remove(id);
        }
    }

    private sealed record Found(string Caller, object Rows, long Weight, long Used);
}
