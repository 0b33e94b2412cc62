using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>A second receiver in the same range whose clock is off: every third report or so reaches the feed through it alone.</summary>
/// <param name="Station">The receiver with the wrong clock.</param>
/// <param name="OffsetSeconds">Fast (positive) or slow.</param>
internal sealed record SkewedClock(byte Station, int OffsetSeconds) : IReceptionEffect
{
    /// <inheritdoc/>
    public bool Receive(ref SimulatedReport report)
    {
        // Which receiver had the better signal is as good as chance, and must not depend on what was heard before.
        var mixed = ((ulong)report.Dynamic.Time.UnixSeconds * 0x9E3779B97F4A7C15UL) ^ (report.Dynamic.Mmsi.Value * 0xD1342543DE82EF95UL);
        mixed = (mixed ^ (mixed >> 31)) * 0xBF58476D1CE4E5B9UL;
        if ((mixed >> 40) % 3 == 0)
        {
            report = report with { Station = Station, Dynamic = report.Dynamic with { Time = report.Dynamic.Time + TimeSpan.FromSeconds(OffsetSeconds) } };
        }

        return true;
    }
}
