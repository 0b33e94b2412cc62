using MaritimeWatch.Service.Configuration;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Replays;

/// <summary>All replays of the service: so many at a time, the finished ones for a while.</summary>
internal sealed class ReplayRegister(ReplaySettings settings, TimeProvider clock, ILogger log)
{
    private readonly Lock gate = new();

    // The oldest first.
    private readonly List<RunningReplay> replays = [];
    private bool isStopping;

    /// <summary>Whether one more may run now.</summary>
    public bool HasRoom
    {
        get
        {
            lock (gate)
            {
                return !isStopping && Running < settings.MaxRunning;
            }
        }
    }

    private int Running => replays.Count(replay => replay.EndedAt is null);

    /// <summary>Starts a replay, or gives the one that the same request has started meanwhile; null where too many are running.</summary>
    public RunningReplay? TryStart(ReplayRequest request)
    {
        lock (gate)
        {
            Forget();
            if (request.RequestId.Length > 0 && replays.FirstOrDefault(replay => replay.Owner == request.Owner && replay.RequestId == request.RequestId) is { } known)
            {
                request.Traffic.Dispose();
                return known;
            }

            if (isStopping || Running >= settings.MaxRunning)
            {
                return null;
            }

            var replay = new RunningReplay(request, settings.EventMebibytes * (1L << 20), clock, log);
            replays.Add(replay);
            return replay;
        }
    }

    /// <summary>A replay of an owner, or null: those of others are not there.</summary>
    public RunningReplay? Find(string owner, string id) => Of(owner).FirstOrDefault(replay => replay.Id == id);

    /// <summary>The replay that an owner's request has started, or null.</summary>
    public RunningReplay? FindRequest(string owner, string requestId) => requestId.Length == 0 ? null : Of(owner).FirstOrDefault(replay => replay.RequestId == requestId);

    /// <summary>The replays of an owner, the newest first.</summary>
    public IReadOnlyList<RunningReplay> Of(string owner)
    {
        lock (gate)
        {
            Forget();
            return [.. replays.Where(replay => replay.Owner == owner).Reverse()];
        }
    }

    /// <summary>Ends them all; done when none runs any more.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            isStopping = true;
            replays.ForEach(replay => replay.Stop());
            return Task.WhenAll(replays.Select(replay => replay.Ended));
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        replays.RemoveAll(replay => replay.EndedAt is { } ended && now - ended >= settings.KeepFor);
        foreach (var replay in replays.Where(replay => replay.EndedAt is not null).OrderByDescending(replay => replay.EndedAt).Skip(settings.MaxKept).ToList())
        {
            replays.Remove(replay);
        }
    }
}
