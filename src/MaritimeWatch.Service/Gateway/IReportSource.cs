namespace MaritimeWatch.Service.Gateway;

/// <summary>A live source of reports.</summary>
internal interface IReportSource : IAsyncDisposable
{
    /// <summary>Name in metrics, e.g. <c>nmea-tcp</c>.</summary>
    string Name { get; }

    /// <summary>What it received, and what it dropped by stage and reason.</summary>
    SourceCounters Counters { get; }

    /// <summary>Runs until cancelled. Bad input is counted and never ends it.</summary>
    Task RunAsync(CancellationToken cancellation);
}
