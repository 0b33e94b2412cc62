namespace MaritimeWatch.Tests;

/// <summary>What a piece of code allocates on its own account.</summary>
internal static class Allocations
{
    private const int Rounds = 20;

    /// <summary>The least that any of some rounds allocated, in bytes: the runtime itself may allocate in one round, the code under test in all.</summary>
    public static long LeastOf(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
