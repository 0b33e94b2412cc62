using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace MaritimeWatch.Service.Access;

/// <summary>Streams that are open, each with the question whether its credential still holds: a feed must not outlive the right to it.</summary>
internal sealed class LiveStreams
{
    private readonly ConcurrentDictionary<Entry, byte> entries = new();

    /// <summary>Watches a stream until the result is disposed of.</summary>
    public IDisposable Watch(HttpContext http, Func<bool> stillHolds)
    {
        var entry = new Entry(this, http, stillHolds);
        entries.TryAdd(entry, 0);
        return entry;
    }

    /// <summary>Cuts those whose credential holds no more.</summary>
    /// <returns>How many that were.</returns>
    public int Recheck() => entries.Keys.Count(entry => entry.CutUnlessItHolds());

    private sealed class Entry(LiveStreams streams, HttpContext http, Func<bool> stillHolds) : IDisposable
    {
        private bool isOver;

        public bool CutUnlessItHolds()
        {
            if (stillHolds())
            {
                return false;
            }

            // The web server uses the exchange again once it is over: it must not be cut then.
            lock (this)
            {
                if (isOver)
                {
                    return false;
                }

                isOver = true;
                http.Abort();
                return true;
            }
        }

        public void Dispose()
        {
            streams.entries.TryRemove(this, out _);
            lock (this)
            {
                isOver = true;
            }
        }
    }
}
