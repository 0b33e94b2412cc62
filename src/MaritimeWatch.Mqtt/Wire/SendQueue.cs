using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Packets on their way to the broker: written under one lock into a buffer, sent by one task, as many at once as there are.</summary>
internal sealed class SendQueue(Lock gate, TimeProvider time)
{
    /// <summary>Beyond this, whoever wants to write has to wait: about what a socket takes at once, several times over.</summary>
    private const int MostBytes = 256 * 1024;
    private const int KeptBytes = 64 * 1024;

    private readonly AsyncSignal _signal = new();
    private PacketBuffer _filling = new(KeptBytes);
    private PacketBuffer _sending = new(KeptBytes);
    private TaskCompletionSource? _room;
    private bool _isComplete;
    private int _last;

    /// <summary>Where packets are written. Only under the lock; what is written after <see cref="Complete"/> is never sent.</summary>
    public PacketBuffer Buffer => _filling;

    /// <summary>When the last bytes were given to the socket.</summary>
    public long LastSent { get; private set; } = time.GetTimestamp();

    /// <summary>Has what was written sent.</summary>
    public void Flush() => _signal.Set();

    /// <summary>Ends it once everything written so far is sent. Under the lock.</summary>
    public void Complete()
    {
        if (!_isComplete)
        {
            _isComplete = true;
            _last = _filling.Length;
        }

        _signal.Set();
    }

    /// <summary>Waits until there is room, or the queue has ended.</summary>
    public Task WaitForRoomAsync()
    {
        lock (gate)
        {
            if (_filling.Length < MostBytes || _isComplete)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Sends until <see cref="Complete"/>.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public async Task RunAsync(Stream stream, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync().ConfigureAwait(false);
                while (true)
                {
                    bool isLast;
                    TaskCompletionSource? room;
                    lock (gate)
                    {
                        isLast = _isComplete;
                        if (isLast)
                        {
                            _filling.CutTo(_last);
                            _last = 0;
                        }

                        (_filling, _sending) = (_sending, _filling);
                        (room, _room) = (_room, null);
                    }

                    room?.SetResult();
                    var any = _sending.Length > 0;
                    if (any)
                    {
                        await stream.WriteAsync(_sending.Written, cancellation).ConfigureAwait(false);
                        LastSent = time.GetTimestamp();
                        _sending.Clear(KeptBytes);
                    }

                    if (isLast)
                    {
                        return;
                    }

                    if (!any)
                    {
                        break;
                    }
                }
            }
        }
        finally
        {
            lock (gate)
            {
                _isComplete = true;
                _room?.SetResult();
                _room = null;
            }
        }
    }
}
