using MaritimeWatch.Contracts;
using MaritimeWatch.Detection;
using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Access;
using MaritimeWatch.Service.AlarmRate;
using MaritimeWatch.Service.Api;
using MaritimeWatch.Service.Api.Http;
using MaritimeWatch.Service.Audit;
using MaritimeWatch.Service.Commands;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Consoles;
using MaritimeWatch.Service.Desk;
using MaritimeWatch.Service.DryRuns;
using MaritimeWatch.Service.EvidenceBundles;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Ingest;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Service.Picture;
using MaritimeWatch.Service.Replays;
using MaritimeWatch.Service.Rules;
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
    private readonly ConsoleFiles consoleFiles = ConsoleFiles.Load(ConsoleFiles.Folder);
    private readonly ServiceSettings settings;
    private readonly ILogger log;
    private readonly SteadyClock clock;
    private readonly ServiceTroubles troubles;
    private readonly TrackStores tracks;
    private readonly SqliteStore store;
    private readonly AuditSigning signing;
    private readonly AccessGate gate;
    private readonly AlertDelivery delivery;
    private readonly WebFront web;
    private readonly ReportIntake intake;
    private readonly SourceGateway gateway;
    private readonly Outputs outputs;
    private readonly AnalysisLoop analysis;
    private readonly AlertContinuity continuity;
    private readonly Restart restart;
    private readonly DeskTimers timers;
    private readonly RawJournal? journal;
    private readonly ReplayRegister replays;
    private readonly DryRunRegister dryRuns;

    private Task receiving = Task.CompletedTask;
    private Task analysing = Task.CompletedTask;
    private Task delivering = Task.CompletedTask;
    private Task timing = Task.CompletedTask;
    private Task giving = Task.CompletedTask;
    private Task checking = Task.CompletedTask;
    private Task auditing = Task.CompletedTask;
    private Task picturing = Task.CompletedTask;
    private bool stopped;

    private ServiceHost(ServiceSettings settings, AssetIndex index, TimeProvider machine, ILoggerFactory loggers, Stack<IDisposable> opened)
    {
        this.settings = settings;
        log = loggers.CreateLogger("MaritimeWatch.Service");
        clock = new SteadyClock(machine);
        troubles = new ServiceTroubles(Health, log);
        clock.LeapChanged += troubles.Leap;
        Audit = new AuditTrail(clock, loggers.CreateLogger("MaritimeWatch.Audit"), sentence => Health.Note("audit", sentence));
        gate = AccessGate.Create(settings, machine, loggers.CreateLogger("MaritimeWatch.Access"), Audit);
        opened.Push(gate);
        var coastline = Coastline.Load(settings.Console);
        var recordings = new RecordingFolder(settings.Replay.Recordings);
        tracks = TrackStores.Open(settings.Store, clock, Health, troubles, loggers.CreateLogger("MaritimeWatch.Tracks"));
        opened.Push(tracks);
        store = OpenStore(settings.Store, clock, tracks.Influx);
        opened.Push(store);
        store.FaultChanged += fault => troubles.Fault(fault, store.Path);
        store.ReadFailed += troubles.Damage;
        journal = settings.Journal.Enabled ? new RawJournal(settings.Journal.FolderFor(settings.Store), settings.Journal, clock, loggers.CreateLogger("MaritimeWatch.Journal")) : null;
        if (journal is not null)
        {
            opened.Push(journal);
        }

        signing = new AuditSigning(store.Audit, settings.Audit, settings.Store, loggers.CreateLogger("MaritimeWatch.Audit"));
        opened.Push(signing);
        Audit.Open(store.Audit, signing);
        intake = new ReportIntake(settings.Ingest.BufferedReports);
        Feed = new AlertFeed(store.Alerts, settings.Feed);
        outputs = new Outputs(settings.Outbound, store, Feed, clock, loggers.CreateLogger("MaritimeWatch.Outbound"), report => gateway!.StationOf(report));
        gateway = new SourceGateway(settings, new GatewayParts(intake, settings.Ingest.EventTime, journal, clock, loggers.CreateLogger("MaritimeWatch.Sources")) { Ranks = new ShedRanks(index), Merged = outputs.Feed, Tls = gate.ForTraffic(), Tracks = store.Tracks, DoesDiskRefuse = () => tracks.Refuse(store), IsDiskBehind = () => !tracks.Refuse(store) && tracks.AreBehind(store, intake.Waiting) });
        var normality = settings.Normality is { } model ? Learning.ModelFile.Load(model) : null;
        Analyser = new Analyser(index, settings.Detection, normality: normality, recordsCrossings: true);
        replays = new ReplayRegister(settings.Replay, clock, loggers.CreateLogger("MaritimeWatch.Replay"));
        var planner = new ReplayPlanner(recordings, store.Tracks, index, settings.Detection, normality);
        dryRuns = new DryRunRegister(new DryRunBench(store.Tracks, index, normality, settings.Store.ReplayWindow, clock), clock, loggers.CreateLogger("MaritimeWatch.DryRun"));
        restart = new Restart(settings, store, troubles, clock);
        continuity = new AlertContinuity(restart.OpenAlerts, restart.AdoptFrom());
        var memory = new FeedMemory($"{store.Path}.feeds");
        var feeds = SourceAlerts.FeedsBefore(memory.Read(), restart.OpenAlerts, PushSources.IsOne);
        var sourceAlerts = new SourceAlerts(gateway.Sources, restart.OpenAlerts, settings.Detection.Hash(), feeds, memory);
        if (settings.Ingest.EventTime == EventTimeSource.Receipt)
        {
            gateway.Remember(feeds, PushSources.Kind, PushSources.IsOne);

            // Played traffic comes and ends as somebody pleases.
            gateway.Looked += sourceAlerts.Look;
        }

        delivery = new AlertDelivery(store.Alerts, Feed, continuity, clock);
        analysis = new AnalysisLoop(intake, Analyser, store.Tracks, delivery, continuity, Feed, settings.Ingest.EventTime, clock, sourceAlerts.Drain, outputs.Feed, gateway.IsKnown, CrossingLog.Open(store, Analyser, index.Chart, settings.Detection.Track, clock), Picture);
        var desk = new OperatorDesk(store.Desk, Feed);
        var requests = new RequestCounters();
        var fronts = new QueryFronts(Feed, store, desk, index.Chart, new TrackExports(settings.Access.Data, Audit), new OpenConsoles(clock));
        var forensics = new ForensicsApi(new Forensics.SuspectQueries(index.Chart, store.Tracks, store.Desk), signing, settings.Access.Data, Audit, clock);
        timers = new DeskTimers(store.Desk, desk, Feed, settings.Desk.ToTimes(), clock);
        var pushes = new PushCalls(settings.Ingest, gateway, intake, store.Tracks, clock, stoppingSources.Token, journal);
        web = new WebFront(
            settings, gate,
            [
                .. fronts.Services(clock),
                forensics.Definition,
                new IngestApi(pushes).Definition,
                new ReplayApi(replays, planner, gate, settings.Feed, clock).Definition,
                Health.Grpc.Definition,
            ],
            MapEndpoints, requests, clock, loggers);

        void MapEndpoints(WebApplication web)
        {
            new HttpApi(new ServiceMetrics(gateway, intake, Analyser, store, delivery, Feed, requests, journal, outputs), Analyser).Map(web);
            new HttpFront(fronts, Health, clock).Map(web);
            new ConsolePages(consoleFiles, clock).Map(web);
            new PictureStream(Picture, Feed, Health, fronts.Exports, fronts.Consoles, clock).Map(web);
            new ConsolesApi(fronts.Consoles).Map(web);
            new CoastlineApi(coastline, clock).Map(web);
            new ConsoleApi(settings, gate.IsOpen, coastline, Feed, Health, clock).Map(web);
            new HealthApi(Health).Map(web);
            new AccessApi(gate, Health).Map(web);
            new EvidenceApi(BundleSources.Of(settings, store, index.Chart, signing), journal, settings.Access.Data, Audit, clock).Map(web);
            forensics.Map(web);
            new PlotApi(new Plots.PlotQueries(index.Chart, store.Tracks, store.Desk), fronts.Exports).Map(web);
            new SourcesApi(gateway, clock).Map(web);
            new ReceptionApi(gateway, store.Tracks).Map(web);
            new IngestHttp(pushes, settings.Ingest.Push, clock).Map(web);
            new AuditApi(store.Audit, store, Audit).Map(web);
            new RulesApi(new RulesInForce(Analyser.Settings, normality is not null, gateway.Sources, settings.Ingest.EventTime == EventTimeSource.Receipt)).Map(web);
            new AlarmRateApi(new AlarmRateQueries(store.Alarms, new FeedTime(Feed, store.Alerts, settings.Ingest.EventTime, clock))).Map(web);
            new DryRunApi(dryRuns, new DryRunPlanner(Analyser.Settings)).Map(web);
        }
    }

    public ServiceHealth Health { get; } = new();

    public AlertFeed Feed { get; }

    /// <summary>Where everybody was last, for those who follow it.</summary>
    public LivePicture Picture { get; } = new();

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

    public IReadOnlyList<SourceRuntime> Sources => gateway.Sources;

    /// <summary>What goes out beside the API.</summary>
    public Outputs Outputs => outputs;

    /// <summary>Runs the sources.</summary>
    public SourceGateway Gateway => gateway;

    /// <summary>Where it listens; the real port where 0 was configured.</summary>
    public Uri HttpAddress => web.HttpAddress;

    public Uri GrpcAddress => web.GrpcAddress;

    /// <summary>Whether the web console is there to be served.</summary>
    public bool HasConsole => consoleFiles.Index is not null;

    public int TcpPort => gateway.TcpPort;

    public int UdpPort => gateway.UdpPort;

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
            await host.StartAsync(cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Follows the configuration file: its sources come and go while the service runs.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads it, with whatever else counts.</param>
    public SourceReload Follow(string file, Func<ServiceSettings> read)
    {
        var reload = new SourceReload(file, read, settings, gateway, Health, Audit, log);
        gateway.Looked += _ => reload.Look();
        return reload;
    }

    /// <summary>Ends a recording that was played in: waits until it is read to the end, judges everything, and waits until that is logged.</summary>
    public async Task EndRecordingAsync(TimeProvider clock, CancellationToken cancellation)
    {
        while (gateway.Tcp is { Counters.Open: > 0 })
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
        await replays.StopAsync();
        await dryRuns.StopAsync();
        await timing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        intake.Complete();

        // A disk that refuses must not keep the service from stopping: then what waits is given up, and replayed from the tracks at the next start.
        if (store.Fault != StoreFault.None)
        {
            await stoppingAnalysis.CancelAsync();
        }

        await Task.WhenAny(analysing, store.Audit.Refusal);
        if (!analysing.IsCompleted)
        {
            await stoppingAnalysis.CancelAsync();
        }

        await analysing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        delivery.Complete();
        await Task.WhenAny(delivering, store.Audit.Refusal);

        await web.StopAsync();
        Audit.Note(AuditActions.ServiceStopped, AuditRecord.System, "", "service");
        await Audit.StopAsync(auditing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        gate.Dispose();
        await web.DisposeAsync();
        await gateway.DisposeAsync();
        await giving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await outputs.DisposeAsync();
        journal?.Dispose();
        await checking;
        await picturing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        store.Dispose();
        tracks.Dispose();
        signing.Dispose();
        await auditing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingSources.Dispose();
        stoppingAnalysis.Dispose();
        stoppingTimers.Dispose();
    }

    private static ServiceHost Create(ServiceSettings settings, AssetIndex index, TimeProvider clock, ILoggerFactory loggers)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            return new ServiceHost(settings, index, clock, loggers, opened);
        }
        catch (Exception failure)
        {
            // A store left open would be in use, by us, for every further try.
            foreach (var one in opened)
            {
                one.Dispose();
            }

            if (failure is StoreException or InvalidDataException)
            {
                throw new CommandFailedException(failure.Message, cause: failure);
            }

            throw;
        }
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        ServiceRecord.Of(settings).Note(Audit, store.Audit);
        auditing = Audit.RunAsync();
        gateway.Open();
        picturing = new PictureKeeper(Picture, store.Tracks, clock).RunAsync(stoppingTimers.Token);
        await web.StartAsync(cancellation);
        delivering = delivery.RunAsync();
        Replayed = await restart.ReplayAsync(analysis, cancellation);
        receiving = gateway.RunAsync(stoppingSources.Token);
        analysing = analysis.RunAsync(stoppingAnalysis.Token);
        giving = outputs.RunAsync(stoppingTimers.Token);
        timing = timers.RunAsync(stoppingTimers.Token);
        checking = Task.Run(() => troubles.LookAt(store, stoppingTimers.Token), CancellationToken.None);
        Ended = EndOfAnyAsync(receiving, analysing, delivering, timing, auditing, giving, picturing);
        Health.Started();
    }

    private static async Task EndOfAnyAsync(params Task[] parts) => await await Task.WhenAny(parts);

    /// <summary>Opens the store for writing, making its folder.</summary>
    /// <exception cref="StoreException">Not possible, with the reason.</exception>
    internal static SqliteStore OpenStore(StoreSettings settings, TimeProvider clock, ITrackStore? elsewhere = null)
    {
        var path = Path.GetFullPath(settings.Path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.NotWritable, path, failure);
        }

        return SqliteStore.Open(path, new SqliteStoreOptions { MaxDatabaseBytes = settings.MaxMebibytes * (1L << 20), Retention = settings.Retention.AsOptions() }, clock, elsewhere);
    }
}
