using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>What the analyser has taken, once each, on its way out again. What came from another service's merged feed is not among it.</summary>
/// <param name="outputs">Where it goes; none where nothing is configured.</param>
internal sealed class MergedFeed(IReadOnlyList<IReportOutput> outputs)
{
    /// <summary>Goes nowhere.</summary>
    public static MergedFeed None { get; } = new([]);

    /// <summary>Hands a report to every output.</summary>
    public void Offer(in AisReport report)
    {
        for (var output = 0; output < outputs.Count; output++)
        {
            outputs[output].Offer(report);
        }
    }
}
