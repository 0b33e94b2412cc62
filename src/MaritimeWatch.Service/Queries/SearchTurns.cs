using MaritimeWatch.Grpc;

namespace MaritimeWatch.Service.Queries;

/// <summary>
/// A search reads much that is stored: no more of them work at once than there are processors, so that they keep nobody else from an answer. A turn is as long as one
/// piece of what is read, and whoever waits gets the next one in the order in which they came: a short question does not wait for a long one to end.
/// </summary>
/// <param name="turns">So many searches work at once.</param>
/// <param name="questions">So many questions may be under way, those that wait for a turn among them; one more is refused.</param>
/// <param name="ofOneCaller">So many of them may be one caller's.</param>
internal sealed class SearchTurns(int turns, int questions, int ofOneCaller)
{
    /// <summary>Why a question is refused: too many are under way.</summary>
    public const string Busy = "SEARCHES_BUSY";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    // Waiters that hold no thread are served in their order, and nobody overtakes them: a released turn goes to the first of them.
    private readonly SemaphoreSlim free = new(turns);
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> callers = [];
    private int underWay;

    /// <summary>Those of this process: all questions read the same disk.</summary>
    public static SearchTurns Shared { get; } = new(Environment.ProcessorCount, questions: 64, ofOneCaller: 16);

    /// <summary>Questions under way.</summary>
    public int UnderWay
    {
        get
        {
            lock (gate)
            {
                return underWay;
            }
        }
    }

    /// <summary>Answers a question off the thread of its connection, if not too many are under way.</summary>
    /// <param name="caller">Whose it is.</param>
    /// <param name="answer">Takes turns by itself.</param>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="GrpcStatusException">There are too many.</exception>
    public async Task<T> AskAsync<T>(string caller, Func<Task<T>> answer, CancellationToken cancellation)
    {
        Enter(caller);
        try
        {
            return await Task.Run(answer, cancellation);
        }
        finally
        {
            Leave(caller);
        }
    }

    /// <summary>Waits for a turn without holding a thread.</summary>
    /// <returns>Ends the turn when it is disposed. Whoever holds a turn must not ask for another.</returns>
    /// <exception cref="OperationCanceledException">The caller has gone, and waits no more.</exception>
    public async Task<Turn> TakeAsync(CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        return new Turn(free);
    }

    /// <summary>Reads in a turn of its own.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    /// <exception cref="GrpcStatusException">The store cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<T> search, CancellationToken cancellation)
    {
        using (await TakeAsync(cancellation))
        {
            return Refused.Read(search);
        }
    }

    private void Enter(string caller)
    {
        lock (gate)
        {
            var own = callers.GetValueOrDefault(caller);
            if (own >= ofOneCaller || underWay >= questions)
            {
                var whose = own >= ofOneCaller ? $"{own} questions of this caller" : $"{underWay} questions";
                throw Refused.For(StatusCode.ResourceExhausted, Busy, $"{whose} are under way already: wait for one of them to end, and ask again", Retry);
            }

            callers[caller] = own + 1;
            underWay++;
        }
    }

    private void Leave(string caller)
    {
        lock (gate)
        {
            underWay--;
            if (--callers[caller] == 0)
            {
                callers.Remove(caller);
            }
        }
    }

    /// <summary>A turn that is held.</summary>
    public sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? held = free;

        /// <summary>Ends it; once.</summary>
        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
