using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>Packets on their way to the broker: written under one lock into a buffer, sent by one task, as many at once as there are.</summary>
internal sealed class SendQueue(Lock gate, TimeProvider time)
{
    /// <summary>Beyond this, whoever wants to write has to wait: about what a socket takes at once, several times over.</summary>
    private const int MostBytes = 256 * 1024;
    private const int KeptBytes = 64 * 1024;

    private readonly AsyncSignal signal = new();
    private PacketBuffer filling = new(KeptBytes);
    private PacketBuffer sending = new(KeptBytes);
    private TaskCompletionSource? room;
    private bool isComplete;
    private int last;

    /// <summary>Where packets are written. Only under the lock; what is written after <see cref="Complete"/> is never sent.</summary>
    public PacketBuffer Buffer => filling;

    /// <summary>When the last bytes were given to the socket.</summary>
    public long LastSent { get; private set; } = time.GetTimestamp();

    /// <summary>Has what was written sent.</summary>
    public void Flush() => signal.Set();

    /// <summary>Ends it once everything written so far is sent. Under the lock.</summary>
    public void Complete()
    {
        if (!isComplete)
        {
            isComplete = true;
            last = filling.Length;
        }

        signal.Set();
    }

    /// <summary>Waits until there is room, or the queue has ended.</summary>
    public Task WaitForRoomAsync()
    {
        lock (gate)
        {
            if (filling.Length < MostBytes || isComplete)
            {
                return Task.CompletedTask;
            }

            room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task;
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
                await signal.WaitAsync().ConfigureAwait(false);
                while (true)
                {
                    bool isLast;
                    TaskCompletionSource? room;
                    lock (gate)
                    {
                        isLast = isComplete;
                        if (isLast)
                        {
                            filling.CutTo(last);
                            last = 0;
                        }

                        (filling, sending) = (sending, filling);
                        (room, this.room) = (this.room, null);
                    }

                    room?.SetResult();
                    var any = sending.Length > 0;
                    if (any)
                    {
                        await stream.WriteAsync(sending.Written, cancellation).ConfigureAwait(false);
                        LastSent = time.GetTimestamp();
                        sending.Clear(KeptBytes);
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
                isComplete = true;
                this.room?.SetResult();
                this.room = null;
            }
        }
    }
}
