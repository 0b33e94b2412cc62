using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Sends PINGREQ when nothing else was sent [MQTT-3.1.2-20], or when nothing came; and finds out the connection that is open and dead.</summary>
/// <remarks>A connection over which this side sends all the time is asked too: otherwise only the socket's own time limits, of many minutes, would find it out.</remarks>
internal sealed class KeepAlive : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _answerLimit;
    private readonly SendQueue _queue;
    private readonly Action _ping;
    private readonly Action _dead;
    private ITimer? _timer;
    private long _received;
    private long _asked;
    private bool _isAsking;
    private bool _consumerWorks = true;
    private long _worked;

    /// <summary>Starts it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="keepAlive">The keepalive time in force; zero for never asking.</param>
    /// <param name="answerLimit">How long nothing may come after PINGREQ.</param>
    /// <param name="queue">What is sent.</param>
    /// <param name="ping">Sends PINGREQ.</param>
    /// <param name="dead">Ends the connection.</param>
    public KeepAlive(TimeProvider time, TimeSpan keepAlive, TimeSpan answerLimit, SendQueue queue, Action ping, Action dead)
    {
        (_time, _answerLimit, _queue, _ping, _dead) = (time, answerLimit, queue, ping, dead);
        // A quarter of the time is left for the packet to arrive.
        _interval = keepAlive * 0.75;
        _received = time.GetTimestamp();
        _timer = keepAlive > TimeSpan.Zero ? time.CreateTimer(_ => Look(), null, _interval, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>Whether the broker is being listened to.</summary>
    public bool IsReading => !Volatile.Read(ref _consumerWorks);

    /// <summary>Something has come and the consumer works on it, or it has done so. Meanwhile nothing is read, so that nothing coming says nothing about the broker.</summary>
    public void ConsumerWorks(bool works)
    {
        var now = _time.GetTimestamp();
        if (!works)
        {
            // Before the flag: whoever reads in between counts the time twice, and never leaves it out.
            Volatile.Write(ref _worked, _worked + (now - _received));
        }

        Volatile.Write(ref _received, now);
        Volatile.Write(ref _consumerWorks, works);
    }

    /// <summary>How long the consumer was at work so far, during which nothing was read.</summary>
    public TimeSpan Worked => _time.GetElapsedTime(0, (Volatile.Read(ref _consumerWorks) ? _time.GetTimestamp() - Volatile.Read(ref _received) : 0) + Volatile.Read(ref _worked));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Look()
    {
        var isDead = false;
        var asks = false;
        lock (_lock)
        {
            if (_timer is null)
            {
                return;
            }

            var now = _time.GetTimestamp();
            var received = Volatile.Read(ref _received);
            _asked = Volatile.Read(ref _consumerWorks) ? now : _asked;
            _isAsking = _isAsking && received < _asked;
            isDead = _isAsking && _time.GetElapsedTime(_asked, now) >= _answerLimit;
            var (unsent, unheard) = (_time.GetElapsedTime(_queue.LastSent, now), _time.GetElapsedTime(received, now));
            if (!isDead && (unsent >= _interval || (!_isAsking && unheard >= _interval)))
            {
                // Also while an answer is awaited, or the consumer is at work: the broker counts what it hears.
                (asks, unsent) = (true, TimeSpan.Zero);
                (_isAsking, _asked) = _isAsking ? (true, _asked) : (true, now);
            }

            var next = _isAsking ? _answerLimit - _time.GetElapsedTime(_asked, now) : _interval - unheard;
            next = next < _interval - unsent ? next : _interval - unsent;
            _timer.Change(next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }

        if (isDead)
        {
            _dead();
        }
        else if (asks)
        {
            _ping();
        }
    }
}
