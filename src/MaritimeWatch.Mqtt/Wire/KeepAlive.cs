using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Sends PINGREQ when nothing else was sent [MQTT-3.1.2-20], or when nothing came; and finds out the connection that is open and dead.</summary>
/// <remarks>A connection over which this side sends all the time is asked too: otherwise only the socket's own time limits, of many minutes, would find it out.</remarks>
internal sealed class KeepAlive : IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly TimeSpan answerLimit;
    private readonly SendQueue queue;
    private readonly Action ping;
    private readonly Action dead;
    private ITimer? timer;
    private long received;
    private long asked;
    private bool isAsking;
    private bool consumerWorks = true;
    private long worked;

    /// <summary>Starts it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="keepAlive">The keepalive time in force; zero for never asking.</param>
    /// <param name="answerLimit">How long nothing may come after PINGREQ.</param>
    /// <param name="queue">What is sent.</param>
    /// <param name="ping">Sends PINGREQ.</param>
    /// <param name="dead">Ends the connection.</param>
    public KeepAlive(TimeProvider time, TimeSpan keepAlive, TimeSpan answerLimit, SendQueue queue, Action ping, Action dead)
    {
        (this.time, this.answerLimit, this.queue, this.ping, this.dead) = (time, answerLimit, queue, ping, dead);
        // A quarter of the time is left for the packet to arrive.
        interval = keepAlive * 0.75;
        received = time.GetTimestamp();
        timer = keepAlive > TimeSpan.Zero ? time.CreateTimer(_ => Look(), null, interval, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>Whether the broker is being listened to.</summary>
    public bool IsReading => !Volatile.Read(ref consumerWorks);

    /// <summary>Something has come and the consumer works on it, or it has done so. Meanwhile nothing is read, so that nothing coming says nothing about the broker.</summary>
    public void ConsumerWorks(bool works)
    {
        var now = time.GetTimestamp();
        if (!works)
        {
            // Before the flag: whoever reads in between counts the time twice, and never leaves it out.
            Volatile.Write(ref worked, worked + (now - received));
        }

        Volatile.Write(ref received, now);
        Volatile.Write(ref consumerWorks, works);
    }

    /// <summary>How long the consumer was at work so far, during which nothing was read.</summary>
    public TimeSpan Worked => time.GetElapsedTime(0, (Volatile.Read(ref consumerWorks) ? time.GetTimestamp() - Volatile.Read(ref received) : 0) + Volatile.Read(ref worked));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }
    }

    private void Look()
    {
        var isDead = false;
        var asks = false;
        lock (gate)
        {
            if (timer is null)
            {
                return;
            }

            var now = time.GetTimestamp();
            var received = Volatile.Read(ref this.received);
            asked = Volatile.Read(ref consumerWorks) ? now : asked;
            isAsking = isAsking && received < asked;
            isDead = isAsking && time.GetElapsedTime(asked, now) >= answerLimit;
            var (unsent, unheard) = (time.GetElapsedTime(queue.LastSent, now), time.GetElapsedTime(received, now));
            if (!isDead && (unsent >= interval || (!isAsking && unheard >= interval)))
            {
                // Also while an answer is awaited, or the consumer is at work: the broker counts what it hears.
                (asks, unsent) = (true, TimeSpan.Zero);
                (isAsking, asked) = isAsking ? (true, asked) : (true, now);
            }

            var next = isAsking ? answerLimit - time.GetElapsedTime(asked, now) : interval - unheard;
            next = next < interval - unsent ? next : interval - unsent;
            timer.Change(next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }

        if (isDead)
        {
            dead();
        }
        else if (asks)
        {
            ping();
        }
    }
}
