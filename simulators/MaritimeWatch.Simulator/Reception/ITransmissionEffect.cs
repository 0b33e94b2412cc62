using MaritimeWatch.Simulator.Motion;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>Something on board that comes between where a vessel is and what her transponder says: a deceived receiver, a hand on the switch.</summary>
/// <remarks>Holds nothing that changes, so that a vessel's reports depend on her own track alone.</remarks>
internal interface ITransmissionEffect
{
    /// <summary>Alters what the transponder believes; false while it is off.</summary>
    bool Transmit(ref VesselState believed, double seconds);
}
