using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>What was sent during a while is stored by a satellite and comes in one batch, much later; what comes after the batch was closed is lost.</summary>
/// <param name="FromSeconds">Seconds after the start of the traffic: nothing is heard live from then on.</param>
/// <param name="StoredUntilSeconds">What is sent later is not in the batch.</param>
/// <param name="LiveFromSeconds">From then on she is heard live again.</param>
/// <param name="DeliveredAtSeconds">When the batch reaches the feed.</param>
internal sealed record LateBatch(int FromSeconds, int StoredUntilSeconds, int LiveFromSeconds, int DeliveredAtSeconds) : IReceptionEffect
{
    /// <inheritdoc/>
    public bool Receive(ref SimulatedReport report)
    {
        if (report.DeliveredAt < FromSeconds || report.DeliveredAt >= LiveFromSeconds)
        {
            return true;
        }

        if (report.DeliveredAt >= StoredUntilSeconds)
        {
            return false;
        }

        report = report with { DeliveredAt = DeliveredAtSeconds };
        return true;
    }
}
