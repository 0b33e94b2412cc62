using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Traffic;

/// <summary>What one message on the air is.</summary>
internal enum ReportContent : byte
{
    /// <summary>A position report of a vessel, a base station or an aid to navigation.</summary>
    Position,

    /// <summary>Static data: message 5 or 24. The Danish rows show it from the next position on.</summary>
    Static,
}

/// <summary>One message as it was received.</summary>
/// <param name="Dynamic">Time, sender and, for a position, everything else.</param>
/// <param name="Sender">Index of the sender in the traffic.</param>
/// <param name="Content">What it is.</param>
/// <param name="IsStaticKnown">Whether the sender's static data had been received before.</param>
/// <param name="Station">Which receiver heard it.</param>
internal readonly record struct SimulatedReport(PositionReport Dynamic, int Sender, ReportContent Content, bool IsStaticKnown, byte Station);
