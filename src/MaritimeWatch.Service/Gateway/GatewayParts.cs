using MaritimeWatch.Ais;
using MaritimeWatch.Service.Configuration;
using MaritimeWatch.Service.Gateway.Balance;
using MaritimeWatch.Service.Gateway.Merging;
using MaritimeWatch.Service.Journal;
using MaritimeWatch.Service.Outbound;
using MaritimeWatch.Storage;
using Microsoft.Extensions.Logging;

namespace MaritimeWatch.Service.Gateway;

/// <summary>What all sources of a service share.</summary>
/// <param name="Intake">The queue before the analyser.</param>
/// <param name="EventTime">Which clock gives event time.</param>
/// <param name="Journal">Keeps what is received, or null.</param>
/// <param name="Clock">The service's time.</param>
/// <param name="Log">Told of every change of state, once.</param>
internal sealed record GatewayParts(ReportIntake Intake, EventTimeSource EventTime, RawJournal? Journal, TimeProvider Clock, ILogger Log)
{
    /// <summary>What goes first where there is no room for all.</summary>
    public required ShedRanks Ranks { get; init; }

    /// <summary>Where unchanged static data of whatever source becomes one instance.</summary>
    public StaticReportInterning Interning { get; } = new();

    /// <summary>Tells copies.</summary>
    public ReportMerger Merger { get; } = new();

    /// <summary>Who has which number in <see cref="Merger"/>.</summary>
    public SourceNumbers Numbers => Merger.Numbers;

    /// <summary>Where the clocks of sources are held against each other.</summary>
    public ClockComparison Clocks { get; } = new();

    /// <summary>Whether the disk is behind, and on its way: then senders that can be slowed are, so that nothing of theirs is shed. A disk that refuses slows nobody: the analysis goes on.</summary>
    public Func<bool> IsDiskBehind { get; init; } = () => false;

    /// <summary>Where the reports of senders are stored that keep them until they are durable; null where nobody waits for the disk.</summary>
    public ITrackStore? Tracks { get; init; }

    /// <summary>Whether nothing can be written at present; then nobody waits for the disk.</summary>
    public Func<bool> DoesDiskRefuse { get; init; } = () => false;

    /// <summary>The merged feed on its way out; null where there is none.</summary>
    public MergedFeed? Merged { get; init; }

    /// <summary>Mutual TLS by the service's own certificate and callers, where that is configured.</summary>
    public Access.TrafficTls? Tls { get; init; }
}
