using MaritimeWatch.Ais;
using MaritimeWatch.Contracts;
using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Storage;
using MaritimeWatch.Storage.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Hosting;

/// <summary>The running service: sources, intake, analyser loop, log, feed, and the servers before them. Composed here, by hand.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stoppingSources = new();
    private readonly CancellationTokenSource stoppingAnalysis = new();
    private readonly CancellationTokenSource stoppingTimers = new();
    private readonly List<IReportSource> sources = [];
    private readonly ServiceSettings settings;
    private readonly ILogger log;
    private readonly SqliteStore store;
    private readonly AuditSigning signing;
    private readonly AccessGate gate;
    private readonly AlertDelivery delivery;
    private readonly WebFront web;
    private readonly ReportIntake intake;
    private readonly AnalysisLoop analysis;
    private readonly AlertContinuity continuity;
    private readonly DeskTimers timers;
    private readonly RawJournal? journal;

    private Task receiving = Task.CompletedTask;
    private Task analysing = Task.CompletedTask;
    private Task delivering = Task.CompletedTask;
    private Task timing = Task.CompletedTask;
    private Task auditing = Task.CompletedTask;
    private bool stopped;

    private ServiceHost(ServiceSettings settings, AssetIndex index, TimeProvider clock, ILoggerFactory loggers)
    {
        this.settings = settings;
        log = loggers.CreateLogger("MaritimeWatch.Service");
        Audit = new AuditTrail(clock, loggers.CreateLogger("MaritimeWatch.Audit"));
        gate = AccessGate.Create(settings, clock, loggers.CreateLogger("MaritimeWatch.Access"), Audit);
        store = OpenStore(settings.Store, clock);
        store.FaultChanged += NoteFault;
        journal = settings.Journal.Enabled ? new RawJournal(settings.Journal.FolderFor(settings.Store), settings.Journal, clock, loggers.CreateLogger("MaritimeWatch.Journal")) : null;
        signing = OpenAudit(loggers);
        intake = new ReportIntake(settings.Ingest.BufferedReports);
        Feed = new AlertFeed(store.Alerts, settings.Feed);
        Analyser = new Analyser(index, settings.Detection, normality: settings.Normality is { } model ? Learning.ModelFile.Load(model) : null);
        continuity = new AlertContinuity(OpenAlerts(store.Alerts), store.Tracks.NewestPositionTime() ?? Instant.MinValue);
        delivery = new AlertDelivery(store.Alerts, Feed, continuity);
        analysis = new AnalysisLoop(intake, Analyser, store.Tracks, delivery, Feed, settings.Ingest.EventTime, clock);
        var desk = new OperatorDesk(store.Desk, Feed);
        timers = new DeskTimers(store.Desk, desk, Feed, settings.Desk.ToTimes(), clock);
        web = new WebFront(settings, gate, [new AlertApi(Feed, store.Desk, desk, clock).Definition, new TrackApi(store.Tracks).Definition, Health.Grpc.Definition], MapEndpoints, clock, loggers);

        void MapEndpoints(WebApplication web)
        {
            new HttpApi(Health, new ServiceMetrics(sources, intake, Analyser, store, delivery, Feed, journal), Feed, Analyser, clock).Map(web);
            new AccessApi(gate, Health).Map(web);
            new EvidenceApi(BundleSources.Of(settings, store, index.Chart, signing), journal, settings.Access.Data, Audit, clock).Map(web);
            new AuditApi(store.Audit, store, Audit).Map(web);
        }
    }

    public ServiceHealth Health { get; } = new();

    public AlertFeed Feed { get; }

    /// <summary>The way into the audit log.</summary>
    public AuditTrail Audit { get; }

    public Analyser Analyser { get; }

    public SqliteStore Store => store;

    public AccessGate Gate => gate;

    /// <summary>What was received, as received; null where it is not kept.</summary>
    public RawJournal? Journal => journal;

    /// <summary>Every HTTP endpoint that is served.</summary>
    public IEnumerable<Endpoint> Endpoints => web.Endpoints;

    /// <summary>Reports received, waiting for the analyser.</summary>
    public int Waiting => intake.Waiting;

    /// <summary>Events that wait for the disk.</summary>
    public int WaitingEvents => delivery.Waiting;

    public IReadOnlyList<IReportSource> Sources => sources;

    /// <summary>Where it listens; the real port where 0 was configured.</summary>
    public Uri HttpAddress => web.HttpAddress;

    public Uri GrpcAddress => web.GrpcAddress;

    public int TcpPort => sources.OfType<TcpNmeaSource>().FirstOrDefault()?.Port ?? -1;

    public int UdpPort => sources.OfType<UdpNmeaSource>().FirstOrDefault()?.Port ?? -1;

    /// <summary>Reports that the restart ran through the analyser again.</summary>
    public long Replayed { get; private set; }

    /// <summary>Done when the service has stopped; with its exception when a part of it failed, and the whole is of no use.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts the service: opens the store and all ports, replays the last window, then lets traffic in.</summary>
    /// <exception cref="CommandFailedException">A port is in use, the store cannot be opened.</exception>
    public static async Task<ServiceHost> StartAsync(ServiceSettings settings, AssetIndex index, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var host = Create(settings, index, clock, loggers);
        try
        {
            await host.StartAsync(clock, cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends a recording that was played in: waits until it is read to the end, judges everything, and waits until that is logged.</summary>
    public async Task EndRecordingAsync(TimeProvider clock, CancellationToken cancellation)
    {
        while (sources.OfType<TcpNmeaSource>().Any(source => source.Counters.Open > 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellation);
        }

        analysis.EndWithRecording();
        await stoppingSources.CancelAsync();
        await receiving;
        intake.Complete();
        await analysing;
        delivery.Complete();
        await delivering;
    }

    /// <summary>Stops: no more traffic in, what is waiting is analysed and logged, subscribers are told to resume elsewhere.</summary>
    public async Task StopAsync()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        Health.Stopping();
        await stoppingTimers.CancelAsync();
        await stoppingSources.CancelAsync();
        await timing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        intake.Complete();

        // A disk that refuses must not keep the service from stopping: then what waits is given up, and replayed from the tracks at the next start.
        if (store.Fault != StoreFault.None)
        {
            await stoppingAnalysis.CancelAsync();
        }

        await analysing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        delivery.Complete();
        if (store.Fault == StoreFault.None)
        {
            await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await web.StopAsync();
        Audit.Note(AuditActions.ServiceStopped, AuditRecord.System, "", "service");
        await Audit.StopAsync(auditing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        gate.Dispose();
        await web.DisposeAsync();
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }

        journal?.Dispose();
        store.Dispose();
        signing.Dispose();
        await auditing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingSources.Dispose();
        stoppingAnalysis.Dispose();
        stoppingTimers.Dispose();
    }

    private static ServiceHost Create(ServiceSettings settings, AssetIndex index, TimeProvider clock, ILoggerFactory loggers)
    {
        try
        {
            return new ServiceHost(settings, index, clock, loggers);
        }
        catch (Exception failure) when (failure is StoreException or InvalidDataException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private async Task StartAsync(TimeProvider clock, CancellationToken cancellation)
    {
        ServiceRecord.Of(settings).Note(Audit, store.Audit.Newest(AuditActions.ServiceStarted));
        auditing = Audit.RunAsync();
        OpenSources(clock);
        await web.StartAsync(cancellation);
        delivering = delivery.RunAsync();
        Replayed = await ReplayAsync(cancellation);
        receiving = ReceiveAsync(stoppingSources.Token);
        analysing = analysis.RunAsync(stoppingAnalysis.Token);
        timing = timers.RunAsync(stoppingTimers.Token);
        Ended = EndOfAnyAsync(receiving, analysing, delivering, timing);
        Health.Started();
    }

    /// <summary>Until it is told to stop, also where no source is configured: the past is served all the same.</summary>
    private async Task ReceiveAsync(CancellationToken stopping)
    {
        await Task.WhenAll(sources.Select(source => source.RunAsync(stopping)));
        await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<long> ReplayAsync(CancellationToken cancellation) => store.Tracks.NewestPositionTime() is { } newest
        ? analysis.ReplayAsync(newest - settings.Store.ReplayWindow, store.Alerts.NewestEventTime() ?? Instant.MinValue, continuity, cancellation)
        : Task.FromResult(0L);

    private void OpenSources(TimeProvider clock)
    {
        var interning = new StaticReportInterning();
        if (settings.Ingest.TcpPort >= 0)
        {
            sources.Add(new TcpNmeaSource(settings.Ingest, interning, intake, clock, journal));
        }

        if (settings.Ingest.UdpPort >= 0)
        {
            sources.Add(new UdpNmeaSource(settings.Ingest, interning, intake, clock, journal));
        }
    }

    private void NoteFault(StoreFault fault)
    {
        Health.StoreIs(fault, store.Path);
        if (fault == StoreFault.None)
        {
            log.LogInformation("the store '{Path}' can be written again", store.Path);
        }
        else
        {
            log.LogError("{Reason}; alerts wait and reports are not stored until this is mended", Health.NotReadyBecause);
        }
    }

    private static async Task EndOfAnyAsync(params Task[] parts) => await await Task.WhenAny(parts);

    private AuditSigning OpenAudit(ILoggerFactory loggers)
    {
        try
        {
            var keys = new AuditSigning(store.Audit, settings.Audit, settings.Store, loggers.CreateLogger("MaritimeWatch.Audit"));
            Audit.Open(store.Audit, keys);
            return keys;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static SqliteStore OpenStore(StoreSettings settings, TimeProvider clock)
    {
        var path = Path.GetFullPath(settings.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return SqliteStore.Open(path, new SqliteStoreOptions { MaxDatabaseBytes = settings.MaxMebibytes * (1L << 20) }, clock);
    }

    private static IEnumerable<Domain.Alerts.AlertEvent> OpenAlerts(SqliteAlertLog alerts) =>
        alerts.OpenAlerts().Select(stored => AlertEventMapping.ToDomain(Contracts.V1.AlertEvent.Parser.ParseFrom(stored.Payload)));
}
