using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Alerts;

namespace MaritimeWatch.Service.Hosting;

/// <summary>The analyser as the pipeline drives it: one thread, reports in input order, event time pushed on when the air is quiet.</summary>
/// <param name="Observe">Takes a report.</param>
/// <param name="Advance">Says that no report before this moment is waited for any more.</param>
/// <param name="Drain">Gives the alert events since the last call; their sequence is provisional.</param>
internal sealed record AnalyserPort(ObserveReport Observe, Action<Instant> Advance, Func<IReadOnlyList<AlertEvent>> Drain);
