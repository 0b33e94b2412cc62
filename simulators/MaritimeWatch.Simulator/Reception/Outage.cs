using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>A receiver is down for a while, or the whole feed; what was sent meanwhile is lost.</summary>
/// <param name="Station">Which receiver, or null for all.</param>
/// <param name="FromSeconds">Seconds after the start of the traffic, first.</param>
/// <param name="UntilSeconds">The same, first after it.</param>
internal sealed record Outage(byte? Station, int FromSeconds, int UntilSeconds) : IReceptionEffect
{
    /// <inheritdoc/>
    public bool Receive(ref SimulatedReport report) =>
        report.DeliveredAt < FromSeconds || report.DeliveredAt >= UntilSeconds || (Station is { } down && report.Station != down);
}
