namespace MaritimeWatch.Service.Tests.Outbound;

/// <summary>The machine's clock, on which some waits last otherwise than asked.</summary>
/// <param name="change">What a wait lasts, of what was asked; it may throw, as nothing that is waited for foresees.</param>
internal sealed class ChangedTimers(Func<TimeSpan, TimeSpan> change) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, change(dueTime), period);
}
