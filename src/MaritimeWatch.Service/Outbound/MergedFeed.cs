using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>What the analyser has taken on its way out again: each transmission once, whoever heard it, and not what came from another service's merged feed alone.</summary>
/// <param name="outputs">Where it goes; none where nothing is configured.</param>
internal sealed class MergedFeed(IReadOnlyList<IReportOutput> outputs)
{
    /// <summary>Hands a report to every output; never waits. Called by any thread.</summary>
    public void Offer(in AisReport report)
    {
        for (var output = 0; output < outputs.Count; output++)
        {
            outputs[output].Offer(report);
        }
    }
}
