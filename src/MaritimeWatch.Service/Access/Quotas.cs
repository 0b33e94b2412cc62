using System.Collections.Concurrent;

namespace MaritimeWatch.Service.Access;

/// <summary>How much each identity may ask: a bucket of requests that fills up steadily, and so many streams at a time.</summary>
internal sealed class Quotas(int requestsPerSecond, int streams, TimeProvider clock)
{
    private const int MostIdle = 10_000;

    private readonly ConcurrentDictionary<string, Use> uses = new(StringComparer.Ordinal);

    /// <summary>Counts one request.</summary>
    /// <returns>Zero, or how long to wait for the next.</returns>
    public TimeSpan TakeRequest(string identity)
    {
        var use = UseOf(identity);
        lock (use)
        {
            Refill(use);
            if (use.Requests >= 1)
            {
                use.Requests--;
                return TimeSpan.Zero;
            }

            return TimeSpan.FromSeconds((1 - use.Requests) / requestsPerSecond);
        }
    }

    /// <summary>Counts one stream until the result is disposed of; null where there are too many.</summary>
    public IDisposable? OpenStream(string identity)
    {
        var use = UseOf(identity);
        lock (use)
        {
            return use.Streams < streams ? new OpenedStream(use) : null;
        }
    }

    private Use UseOf(string identity)
    {
        if (uses.Count > MostIdle)
        {
            foreach (var (name, idle) in uses)
            {
                lock (idle)
                {
                    Refill(idle);
                    if (idle.Streams == 0 && idle.Requests >= requestsPerSecond)
                    {
                        // Somebody who comes back in this moment begins with a full bucket either way.
                        uses.TryRemove(name, out _);
                    }
                }
            }
        }

        return uses.GetOrAdd(identity, _ => new Use { Requests = requestsPerSecond, At = clock.GetTimestamp() });
    }

    private void Refill(Use use)
    {
        var now = clock.GetTimestamp();
        use.Requests = Math.Min(requestsPerSecond, use.Requests + (clock.GetElapsedTime(use.At, now).TotalSeconds * requestsPerSecond));
        use.At = now;
    }

    private sealed class Use
    {
        public double Requests { get; set; }

        public long At { get; set; }

        public int Streams { get; set; }
    }

    private sealed class OpenedStream : IDisposable
    {
        private Use? use;

        public OpenedStream(Use use)
        {
            use.Streams++;
            this.use = use;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref use, null) is { } mine)
            {
                lock (mine)
                {
                    mine.Streams--;
                }
            }
        }
    }
}
