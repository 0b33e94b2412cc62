using MaritimeWatch.Simulator.Motion;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>The transponder is off for a while.</summary>
internal sealed record SwitchedOff(double FromSeconds, double UntilSeconds) : ITransmissionEffect
{
    /// <inheritdoc/>
    public bool Transmit(ref VesselState believed, double seconds) => seconds < FromSeconds || seconds >= UntilSeconds;
}
