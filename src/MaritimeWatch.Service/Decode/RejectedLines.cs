using MaritimeWatch.Domain;
using MaritimeWatch.Service.Replay;

namespace MaritimeWatch.Service.Decode;

/// <summary>Names rejected lines on standard error as <c>file:line: reason</c>: the first few of each reason, the rest is only counted.</summary>
internal sealed class RejectedLines(string file, ProgressLine progress)
{
    private const int NamedPerReason = 10;

    private readonly int[] named = new int[DropReasons.Count];

    /// <summary>Whether the rest of the input could not be read.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Names a line where its reason is a rejection and has not been named too often.</summary>
    public void Say(DropReason reason, long line)
    {
        ref var times = ref named[(int)reason];
        if (times == NamedPerReason || !reason.IsRejection())
        {
            return;
        }

        times++;
        progress.Clear();
        Console.Error.WriteLine($"{file}:{line}: {reason.InWords()}{(times == NamedPerReason ? " (further ones are only counted)" : "")}");
    }

    /// <summary>The rest of the input cannot be read; what came before it counts.</summary>
    public void SayDamaged(string what, long line)
    {
        IsDamaged = true;
        progress.Clear();
        Console.Error.WriteLine($"{file}:{line}: {what}; what came before it was decoded");
    }
}
