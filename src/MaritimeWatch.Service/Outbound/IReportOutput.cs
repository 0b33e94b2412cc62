using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Outbound;

/// <summary>Somewhere the merged feed goes.</summary>
internal interface IReportOutput
{
    /// <summary>Takes a report; never waits. What there is no room for is left out and counted.</summary>
    void Offer(in AisReport report);
}
