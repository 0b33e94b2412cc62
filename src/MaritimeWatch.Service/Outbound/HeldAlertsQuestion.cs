using MaritimeWatch.Mqtt;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Whether the broker is asked which alerts it holds. Some hang up on a SUBSCRIBE that they forbid, again and again: to those alerts go out without the question.</summary>
/// <param name="isWanted">Whether there is anything to ask for.</param>
/// <param name="clock">The service's time.</param>
/// <param name="logger">Told once for as long as it stays so.</param>
internal sealed class HeldAlertsQuestion(bool isWanted, TimeProvider clock, ILogger logger)
{
    /// <summary>Once may be chance, the network or a restart of the broker. Design value.</summary>
    private const int MostCuts = 2;

    /// <summary>A broker's rules change seldom, and each attempt interrupts what goes out. Design value.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private TaskCompletionSource tooMany = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isRefused;
    private bool isTold;
    private bool isUnanswered;
    private int cuts;

    /// <summary>Whether the next client asks.</summary>
    public bool IsAsked => isWanted && !isRefused;

    /// <summary>A new client begins.</summary>
    public void Begin()
    {
        tooMany = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (isUnanswered, cuts) = (false, 0);
    }

    /// <summary>Takes a change of the client's state.</summary>
    /// <returns>Whether it is a loss of which the log has been told already.</returns>
    public bool Take(MqttState state)
    {
        if (!IsAsked)
        {
            return false;
        }

        var isCut = isUnanswered && state == MqttState.Waiting;
        isUnanswered = state == MqttState.Connected;
        if (state == MqttState.Subscribed)
        {
            (cuts, isTold) = (0, false);
        }
        else if (isCut && ++cuts == MostCuts)
        {
            tooMany.TrySetResult();
        }

        return isCut && isTold;
    }

    /// <summary>Runs until another client is needed, one that does not ask or one that asks again; or until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (isRefused)
        {
            await Task.Delay(Again, clock, cancellation);
            isRefused = false;
            return;
        }

        await tooMany.Task.WaitAsync(cancellation);
        isRefused = true;
        if (!isTold)
        {
            isTold = true;
            logger.LogWarning("outbound: the broker has hung up twice when asked which alerts it holds; they go out without the question, so that those which it holds as open and which are not cannot be found. It is asked again every hour");
        }
    }
}
