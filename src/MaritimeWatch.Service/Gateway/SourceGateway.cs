using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Gateway.Sources;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Every source of the service: starts them, looks at them once a second, and adds, removes and replaces them when the configuration changes.</summary>
internal sealed class SourceGateway(ServiceSettings settings, GatewayParts parts) : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Running> configured = new(StringComparer.Ordinal);
    private readonly List<Running> fixedOnes = [];
    private readonly Dictionary<string, SourceRuntime> called = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownFeed> feedsBefore = new(StringComparer.Ordinal);
    private readonly List<Task> ending = [];
    private readonly List<SourceRuntime> removed = [];
    private BalanceSums ofRemoved;
    private TcpServerSource? tcp;
    private UdpSource? udp;
    private CancellationToken? stopping;

    /// <summary>All of them.</summary>
    public SourceList Sources { get; } = new();

    /// <summary>Of the TCP port that is always there, or -1.</summary>
    public int TcpPort { get; private set; } = -1;

    /// <summary>Of the UDP port that is always there, or -1.</summary>
    public int UdpPort { get; private set; } = -1;

    /// <summary>The source behind <see cref="TcpPort"/>, or null.</summary>
    public SourceRuntime? Tcp { get; private set; }

    /// <summary>Raised once a second while it runs, after all sources were looked at.</summary>
    public event Action<Instant>? Looked;

    /// <summary>Binds the ports that are always there, so that whoever starts us hears at once where one is in use.</summary>
    /// <exception cref="Commands.CommandFailedException">A port is in use.</exception>
    public void Open()
    {
        var ingest = settings.Ingest;

        // Played traffic comes as fast as somebody pleases.
        var rate = ingest.EventTime == EventTimeSource.Receipt ? ingest.MessagesPerSecond : SourceSettings.MostMessagesPerSecond;
        if (ingest.TcpPort >= 0)
        {
            var options = new TcpServerOptions { Address = ingest.Address, Port = ingest.TcpPort, MaxConnections = ingest.MaxTcpConnections };
            var tls = ingest.TcpTls ? parts.Tls : null;
            tcp = new TcpServerSource(options, tls);
            tcp.Bind();
            TcpPort = tcp.Port;
            Tcp = Add(new SourceSettings { Id = "nmea-tcp", Kind = "nmea-tcp-server", MessagesPerSecond = rate }, "tcp", Once(tcp, () => new TcpServerSource(options with { Port = TcpPort }, tls)));
        }

        if (ingest.UdpPort >= 0)
        {
            var options = new UdpOptions { Address = ingest.Address, Port = ingest.UdpPort, MaxSenders = ingest.MaxUdpSenders };
            udp = new UdpSource(options);
            udp.Bind();
            UdpPort = udp.Port;
            Add(new SourceSettings { Id = "nmea-udp", Kind = "nmea-udp", MessagesPerSecond = rate }, "udp", Once(udp, () => new UdpSource(options with { Port = UdpPort })));
        }

        // What is shed after all was never brought: a copy of it is the first.
        parts.Intake.WasShed += item => parts.Merger.Forget(item.Report, item.Standing);
        Apply(settings.Sources);
    }

    /// <summary>Takes note of who was a feed before the service was started; before <see cref="Open"/>. Those who call are sources from the start: that they do not call is noticed.</summary>
    /// <param name="feeds">Who.</param>
    /// <param name="kind">The kind of those that are called, e.g. <c>grpc-push</c>.</param>
    /// <param name="isCalled">Whether a source of that name is one that calls.</param>
    public void Remember(IReadOnlyList<KnownFeed> feeds, string kind, Func<string, bool> isCalled)
    {
        foreach (var feed in feeds)
        {
            feedsBefore[feed.Name] = feed;
            if (isCalled(feed.Name))
            {
                AddCalled(feed.Name, kind);
            }
        }
    }

    /// <summary>The source of a name that does not run but is called; added where there is none.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="kind">E.g. <c>grpc-push</c>.</param>
    public SourceRuntime AddCalled(string id, string kind)
    {
        lock (gate)
        {
            if (called.TryGetValue(id, out var known))
            {
                return known;
            }

            var source = new SourceRuntime(new SourceSettings { Id = id, Kind = kind, MessagesPerSecond = SourceSettings.MostMessagesPerSecond }, parts, open: null)
            {
                JournalName = id, ExpectedAtFirst = ExpectedBefore(id),
            };
            source.Idle("nobody has called yet");
            Sources.Add(source);
            called.Add(id, source);
            return source;
        }
    }

    /// <summary>Makes the configured sources those of a new configuration; what did not change is not touched.</summary>
    /// <returns>What was done, one clause for each source concerned.</returns>
    public IReadOnlyList<string> Apply(IReadOnlyList<ConfiguredSource> wanted)
    {
        var done = new List<string>();
        lock (gate)
        {
            foreach (var gone in configured.Values.Where(running => !wanted.Any(source => source.Settings.Id == running.Source.Name)).ToList())
            {
                configured.Remove(gone.Source.Name);
                Sources.Remove(gone.Source);
                ending.Add(EndAsync(gone));
                removed.Add(gone.Source);
                done.Add($"{gone.Source.Name} removed");
            }

            foreach (var source in wanted)
            {
                var before = configured.GetValueOrDefault(source.Settings.Id);
                if (before is null || before.Text != source.Text)
                {
                    Put(source, before);
                    done.Add($"{source.Settings.Id} {(before is null ? "added" : "changed")}");
                }
            }

            ending.RemoveAll(task => task.IsCompleted);
            Fold();
        }

        return done;
    }

    /// <summary>Whether a transmission is remembered: somebody has brought it, and it has not had to give way.</summary>
    public bool IsKnown(AisReport report) => parts.Merger.FirstToHear(report) != 0;

    /// <summary>The balance of everything that was received since the start, also by sources that are gone.</summary>
    public BalanceSums Total()
    {
        lock (gate)
        {
            return Sources.Concat(removed).Aggregate(ofRemoved, (sum, source) => sum + source.Balance.Sums(source.Counters.Stages()));
        }
    }

    /// <summary>Who heard a transmission, the first one first, with the station where the message told it; nobody where it is no longer remembered.</summary>
    public IReadOnlyList<(SourceRuntime Source, string? Station)> WhoHeard(in AisReport report) =>
        [.. parts.Merger.WhoHeard(report).Select(parts.Numbers.Find).Where(one => one.Source is not null).Select(one => (one.Source!, one.Station))];

    /// <summary>The station that heard a transmission first: as its message told it, else the one whose source is configured; null where neither is known.</summary>
    public string? StationOf(in AisReport report)
    {
        var (source, station) = parts.Numbers.Find(parts.Merger.FirstToHear(report));
        return station ?? (source is { IsConfigured: true } ? source.Settings.Station ?? source.Name : null);
    }

    /// <summary>Runs all sources until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        lock (gate)
        {
            stopping = stop;
            foreach (var running in fixedOnes.Concat(configured.Values))
            {
                running.Start(stop);
            }
        }

        using (var timer = new PeriodicTimer(LookInterval, parts.Clock))
        {
            try
            {
                while (await timer.WaitForNextTickAsync(stop))
                {
                    Look();
                }
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }
        }

        List<Task> last;
        lock (gate)
        {
            last = [.. ending, .. fixedOnes.Concat(configured.Values).Select(running => running.Done)];
        }

        await Task.WhenAll(last);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Bound and never run, where the service could not start.
        await (tcp?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (udp?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Of sources that are gone, the sums alone are kept once nothing of theirs is on its way.</summary>
    private void Fold()
    {
        foreach (var source in removed.Where(source => source.Counters.Open == 0).ToList())
        {
            if (source.Balance.Sums(source.Counters.Stages()) is { Total.InFlight: 0 } sums)
            {
                ofRemoved += sums;
                removed.Remove(source);
            }
        }
    }

    private void Look()
    {
        foreach (var source in Sources)
        {
            source.Look();
        }

        Looked?.Invoke(new Instant(parts.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private SourceRuntime Add(SourceSettings own, string journalName, Func<IReportSource> open)
    {
        var source = new SourceRuntime(own, parts, open) { JournalName = journalName, ExpectedAtFirst = ExpectedBefore(own.Id) };
        fixedOnes.Add(new Running(source, ""));
        Sources.Add(source);
        return source;
    }

    /// <summary>What silence was ordinary for a source before the service was started: until that is learnt again.</summary>
    private TimeSpan ExpectedBefore(string id) => feedsBefore.TryGetValue(id, out var feed) ? feed.ExpectedInterval : TimeSpan.Zero;

    /// <summary>While it ends it may still bring something.</summary>
    private async Task EndAsync(Running gone)
    {
        await gone.EndAsync();
        parts.Numbers.Forget(gone.Source.Number);
    }

    private void Put(ConfiguredSource wanted, Running? before)
    {
        var options = before?.Options is { } known ? wanted.Options.After(known) : wanted.Options;
        var source = new SourceRuntime(wanted.Settings, parts, options.Open, options.IsReconnectedWhenSilent, before?.Source) { JournalName = wanted.Settings.Id, IsConfigured = true, LeastExpectedInterval = options.LeastExpectedInterval };
        var running = new Running(source, wanted.Text, options) { After = before?.EndAsync() ?? Task.CompletedTask };
        ending.Add(running.After);
        configured[wanted.Settings.Id] = running;
        if (before is null)
        {
            Sources.Add(source);
        }
        else
        {
            Sources.Replace(before.Source, source);
        }

        if (stopping is { } stop)
        {
            running.Start(stop);
        }
    }

    /// <summary>The source that is bound already, and after it others of the same port.</summary>
    private static Func<IReportSource> Once(IReportSource first, Func<IReportSource> next)
    {
        IReportSource? bound = first;
        return () => Interlocked.Exchange(ref bound, null) ?? next();
    }

    /// <summary>A source and the task that runs it.</summary>
    private sealed class Running(SourceRuntime source, string text, ISourceOptions? options = null)
    {
        private readonly CancellationTokenSource ended = new();

        public SourceRuntime Source => source;

        public string Text => text;

        /// <summary>Of a configured one.</summary>
        public ISourceOptions? Options => options;

        /// <summary>What must have ended before it begins: it may hold the same port.</summary>
        public Task After { get; init; } = Task.CompletedTask;

        public Task Done { get; private set; } = Task.CompletedTask;

        public void Start(CancellationToken stop) => Done = Task.Run(() => RunAsync(stop), CancellationToken.None);

        public async Task EndAsync()
        {
            await ended.CancelAsync();
            await Done;
        }

        private async Task RunAsync(CancellationToken stop)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, ended.Token);
            await After;
            if (source.Settings.Enabled)
            {
                await source.RunAsync(either.Token);
                return;
            }

            source.Disable();
        }
    }
}
