using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Says of some reports when the analyser has taken them all, and which it refused.</summary>
/// <param name="count">How many reports there are, at least 1.</param>
internal sealed class IntakeReceipt(int count)
{
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DropReason[] reasons = new DropReason[count];
    private int left = count;

    /// <summary>Done when the analyser has taken the last of them.</summary>
    public Task Taken => taken.Task;

    /// <summary>Why the analyser refused a report, or <see cref="DropReason.None"/>; once all are taken.</summary>
    public DropReason this[int number] => reasons[number];

    /// <summary>The analyser has taken a report, or refused it.</summary>
    public void Take(int number, DropReason reason)
    {
        reasons[number] = reason;
        if (Interlocked.Decrement(ref left) == 0)
        {
            taken.TrySetResult();
        }
    }
}
