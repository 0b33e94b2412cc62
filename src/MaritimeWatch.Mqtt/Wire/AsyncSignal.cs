using System.Threading.Tasks.Sources;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>A flag that one task waits for and any thread sets; waiting takes it down again. Nothing is allocated per wait.</summary>
internal sealed class AsyncSignal : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> core = new() { RunContinuationsAsynchronously = true };
    private bool isSet;
    private bool isAwaited;

    /// <summary>Sets it.</summary>
    public void Set()
    {
        lock (gate)
        {
            if (!isAwaited)
            {
                isSet = true;
                return;
            }

            isAwaited = false;
        }

        core.SetResult(true);
    }

    /// <summary>Waits until it is set. One task at a time.</summary>
    public ValueTask WaitAsync()
    {
        lock (gate)
        {
            if (isSet)
            {
                isSet = false;
                return ValueTask.CompletedTask;
            }

            core.Reset();
            isAwaited = true;
            return new ValueTask(this, core.Version);
        }
    }

    void IValueTaskSource.GetResult(short token) => core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
