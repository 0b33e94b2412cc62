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
/// <param name="StaticVersion">Which of the sender's static data had been received by then: 0 none, 1 the first, 2 what it was changed to.</param>
/// <param name="Station">Which receiver heard it.</param>
/// <param name="DeliveredAt">Seconds after the start of the traffic at which it reaches the feed.</param>
internal readonly record struct SimulatedReport(PositionReport Dynamic, int Sender, ReportContent Content, byte StaticVersion, byte Station, int DeliveredAt);
