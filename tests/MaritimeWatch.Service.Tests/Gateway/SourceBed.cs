using MaritimeWatch.Detection.Locating;
using MaritimeWatch.Domain;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Health;
using MaritimeWatch.Service.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Tests.Gateway;

/// <summary>One configured source that runs, and the queue that it fills.</summary>
internal sealed class SourceBed : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    /// <param name="entry">The source as it is written in the configuration.</param>
    /// <param name="capacity">Of the queue.</param>
    /// <param name="log">Told of changes of state.</param>
    /// <param name="tracks">Where reports are stored whose sender waits for the disk; null for nobody who waits.</param>
    public SourceBed(string entry, int capacity = 100_000, ILogger? log = null, MaritimeWatch.Storage.ITrackStore? tracks = null)
    {
        var configured = Configured.Sources($"[{entry}]").Single();
        Intake = new ReportIntake(capacity);
        var parts = new GatewayParts(Intake, EventTimeSource.TagBlock, null, TimeProvider.System, log ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
        {
            Ranks = new ShedRanks(AssetIndex.Build(Traffic.Chart)), Tracks = tracks,
        };
        Source = new SourceRuntime(configured.Settings, parts, configured.Options.Open, configured.Options.IsReconnectedWhenSilent) { IsConfigured = true };
        running = Source.RunAsync(stopping.Token);
    }

    public ReportIntake Intake { get; }

    public SourceRuntime Source { get; }

    /// <summary>Positions of one ship that have come, oldest first.</summary>
    public List<long> Seconds { get; } = [];

    /// <summary>Waits until so many reports have come in all, and takes them.</summary>
    public async Task<int> ReportsAsync(int count)
    {
        await Eventually.HoldsAsync(() => Taken() >= count);
        return Seconds.Count;
    }

    public Task StateAsync(SourceState state, string reason) => Eventually.HoldsAsync(() => Source.Health.State == state && Source.Health.Reason.Contains(reason, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private int Taken()
    {
        while (Intake.TryRead(out var item))
        {
            Seconds.Add(item.Report.Time.UnixSeconds);
            item.Receipt?.Take(item.Number, DropReason.None);
        }

        return Seconds.Count;
    }
}
