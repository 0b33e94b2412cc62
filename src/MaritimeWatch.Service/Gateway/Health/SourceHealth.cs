using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>The state of one source, and why: a small machine that is told what happens and when. Called by any thread.</summary>
/// <param name="tell">Gets every change of state once, in order, under the machine's lock: it must not call back.</param>
/// <param name="start">When the source came to be.</param>
internal sealed class SourceHealth(Instant start, Action<SourceTransition>? tell = null)
{
    private readonly Lock gate = new();
    private Link link = Link.Trying;
    private string words = "starting";
    private Instant upSince = start;
    private long lastValid = long.MinValue;
    private TimeSpan expected = TimeSpan.FromMinutes(1);
    private string? degradation;
    private string? holdUp;

    private enum Link
    {
        Trying,
        Up,
        Refused,
        Lost,
        Off,
        Stopping,
    }

    /// <summary>How it does.</summary>
    public SourceState State { get; private set; } = SourceState.Connecting;

    /// <summary>Why, for a person, without a full stop.</summary>
    public string Reason { get; private set; } = "starting";

    /// <summary>Since when it is in this state.</summary>
    public Instant Since { get; private set; } = start;

    /// <summary>When it is tried again, or null where it does not wait for that.</summary>
    public Instant? NextTry { get; private set; }

    /// <summary>When the last valid message came, or null before the first.</summary>
    public Instant? LastValid => Volatile.Read(ref lastValid) is var at && at == long.MinValue ? null : new Instant(at);

    /// <summary>An attempt begins.</summary>
    public void Trying(string what, Instant now) => Set(Link.Trying, what, null, now);

    /// <summary>The way is open.</summary>
    public void Up(string what, Instant now)
    {
        lock (gate)
        {
            upSince = now;
            Enter(Link.Up, what, null, now);
        }
    }

    /// <summary>The attempt has failed, or the connection broke.</summary>
    public void Down(string reason, bool isRefusal, Instant nextTry, Instant now) => Set(isRefusal ? Link.Refused : Link.Trying, reason, nextTry, now);

    /// <summary>Nothing more will come, which nobody asked for: it counts as silent until it is begun anew.</summary>
    public void Lost(string reason, Instant now) => Set(Link.Lost, reason, null, now);

    /// <summary>What stands in the reason while the way is open is no longer all: somebody was turned away, say. The way has been open as long as before.</summary>
    public void Remark(string what, Instant now)
    {
        lock (gate)
        {
            if (link == Link.Up)
            {
                Enter(Link.Up, what, null, now);
            }
        }
    }

    /// <summary>It does not run, and will not by itself.</summary>
    public void Off(string reason, Instant now) => Set(Link.Off, reason, null, now);

    /// <summary>It is being stopped.</summary>
    public void Stop(string reason, Instant now) => Set(Link.Stopping, reason, null, now);

    /// <summary>Valid messages have come. Costs next to nothing while it is live.</summary>
    public void Delivered(Instant now)
    {
        Volatile.Write(ref lastValid, now.UnixMilliseconds);
        if (State is SourceState.Connecting or SourceState.Silent)
        {
            lock (gate)
            {
                Judge(now);
            }
        }
    }

    /// <summary>Looks at it anew; once a second is enough.</summary>
    /// <param name="now">The service's time.</param>
    /// <param name="silence">The longest silence that is ordinary.</param>
    /// <param name="degradedBecause">What is not as it should be, or null.</param>
    /// <param name="heldUpBecause">Why what it has brought waits for us, or null: told beside the rest, and no trouble of its own.</param>
    public void Judge(Instant now, TimeSpan silence, string? degradedBecause, string? heldUpBecause = null)
    {
        lock (gate)
        {
            (expected, degradation, holdUp) = (silence, degradedBecause, heldUpBecause);
            Judge(now);
        }
    }

    private void Set(Link next, string what, Instant? nextTry, Instant now)
    {
        lock (gate)
        {
            Enter(next, what, nextTry, now);
        }
    }

    private void Enter(Link next, string what, Instant? nextTry, Instant now)
    {
        if (link == Link.Stopping)
        {
            // The last word.
            return;
        }

        (link, words, NextTry) = (next, what, nextTry);
        Judge(now);
    }

    private void Judge(Instant now)
    {
        var (state, reason) = link switch
        {
            Link.Trying => (SourceState.Connecting, words),
            Link.Refused => (SourceState.Refused, words),
            Link.Lost => (SourceState.Silent, words),
            Link.Off => (SourceState.Disabled, words),
            Link.Stopping => (SourceState.Stopping, words),
            _ => OfOpenWay(now),
        };
        var before = State;
        Reason = reason;
        if (state == before)
        {
            return;
        }

        (State, Since) = (state, now);
        tell?.Invoke(new SourceTransition(before, state, reason, now));
    }

    private (SourceState State, string Reason) OfOpenWay(Instant now)
    {
        var last = LastValid;
        var quietSince = last is { } at && at > upSince ? at : upSince;
        if (now - quietSince > expected)
        {
            return (SourceState.Silent, $"{words}, but nothing valid has come for {Words(now - quietSince)}; the longest ordinary silence is {Words(expected)}");
        }

        return last is null || last < upSince ? (SourceState.Connecting, $"{words}; nothing received yet")
            : degradation is { } bad ? (SourceState.Degraded, WithHoldUp(bad))
            : (SourceState.Live, WithHoldUp(words));
    }

    private string WithHoldUp(string reason) => holdUp is null ? reason : $"{reason}; {holdUp}";

    private static string Words(TimeSpan time) => time.TotalSeconds < 120 ? $"{time.TotalSeconds:0} s" : time.TotalMinutes < 120 ? $"{time.TotalMinutes:0} min" : $"{time.TotalHours:0} h";
}
