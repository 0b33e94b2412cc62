using MaritimeWatch.Simulator.Traffic;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>Something between the air and the feed: a receiver that is down, a clock that is wrong, a batch that comes late.</summary>
/// <remarks>Holds nothing that changes: the same report meets the same fate whatever was heard before it. Effects apply one after the other.</remarks>
internal interface IReceptionEffect
{
    /// <summary>Alters one report on its way into the feed; false where it never gets there.</summary>
    bool Receive(ref SimulatedReport report);
}
