namespace MaritimeWatch.Storage;

/// <summary>What is read once for all who ask, who wait for it holding nothing. A reading that failed is told to all of them, and begun anew for the next. Safe for use by several threads at once.</summary>
/// <param name="read">Reads.</param>
/// <param name="patience">Longest that somebody waits; it goes on being read then, and he may ask again. Null where everybody waits as long as it takes: then it ends when nobody waits for it any more.</param>
/// <param name="clock">Measures how long somebody waits.</param>
/// <param name="impatient">What is told to whoever waited so long.</param>
internal sealed class SharedReading(Action<CancellationToken> read, TimeSpan? patience, TimeProvider clock, Func<StoreException> impatient)
{
    private readonly Lock gate = new();
    private Reading? underWay;
    private bool isDone;

    /// <summary>Waits until it has been read.</summary>
    /// <exception cref="StoreException">It cannot be read, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">Somebody waits no longer.</exception>
    public void Await(CancellationToken cancellation)
    {
        Reading reading;
        lock (gate)
        {
            if (isDone)
            {
                return;
            }

            reading = underWay ??= Begin();
            reading.Waiting++;
        }

        try
        {
            reading.Task.WaitAsync(patience ?? Timeout.InfiniteTimeSpan, clock, cancellation).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            throw impatient();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            Leave(reading);
        }
    }

    private Reading Begin()
    {
        var reading = new Reading();
        reading.Task = Task.Run(() =>
        {
            try
            {
                read(reading.Ending.Token);
                End(reading, isRead: true);
            }
            catch
            {
                End(reading, isRead: false);
                throw;
            }
        });
        return reading;
    }

    private void Leave(Reading reading)
    {
        lock (gate)
        {
            if (--reading.Waiting > 0 || patience is not null || reading.Task.IsCompleted)
            {
                return;
            }

            // Whoever comes now begins another; this one has ended before its store can be closed.
            End(reading, isRead: false);
        }

        reading.Ending.Cancel();
        Task.WhenAny(reading.Task).Wait();
    }

    private void End(Reading reading, bool isRead)
    {
        lock (gate)
        {
            isDone |= isRead;
            underWay = underWay == reading ? null : underWay;
        }
    }

    private sealed class Reading
    {
        public CancellationTokenSource Ending { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public int Waiting { get; set; }
    }
}
