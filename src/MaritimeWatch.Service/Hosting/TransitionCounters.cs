using MaritimeWatch.Contracts.V1;

namespace MaritimeWatch.Service.Hosting;

/// <summary>Transitions by action since the start. Safe for use by several threads at once.</summary>
internal sealed class TransitionCounters
{
    private readonly long[] counts = new long[Enum.GetValues<OperatorAction>().Length];

    /// <param name="payload">A serialised transition.</param>
    public void Count(ReadOnlySpan<byte> payload)
    {
        var action = (int)AlertTransition.Parser.ParseFrom(payload).Action;
        if (action > 0 && action < counts.Length)
        {
            Interlocked.Increment(ref counts[action]);
        }
    }

    /// <summary>Every action that can be on the feed, with its count.</summary>
    public IEnumerable<(OperatorAction Action, long Count)> All() =>
        Enum.GetValues<OperatorAction>().Where(action => action > OperatorAction.Raised).Select(action => (action, Interlocked.Read(ref counts[(int)action])));
}
