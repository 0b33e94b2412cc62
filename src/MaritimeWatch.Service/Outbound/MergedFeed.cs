using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>What the analyser has taken, once each, on its way out again; but not what came from another service's merged feed.</summary>
/// <param name="outputs">Where it goes; none where nothing is configured.</param>
/// <param name="forwarded">What is not sent on.</param>
internal sealed class MergedFeed(IReadOnlyList<IReportOutput> outputs, ForwardedReports forwarded)
{
    /// <summary>Hands a report to every output; never waits.</summary>
    public void Offer(in AisReport report)
    {
        if (outputs.Count == 0 || forwarded.Contains(report))
        {
            return;
        }

        for (var output = 0; output < outputs.Count; output++)
        {
            outputs[output].Offer(report);
        }
    }
}
