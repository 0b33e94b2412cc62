using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>A message to send: its fields in the units of the domain, null for "not available".</summary>
/// <remarks>A value outside its range is our own mistake: writing the message throws <see cref="ArgumentOutOfRangeException"/> with the field's name, and nothing is written.</remarks>
public interface IAisMessage
{
    /// <summary>Message type, 1 to 27 (ITU-R M.1371-5, table 46).</summary>
    int MessageType { get; }

    /// <summary>How often it has been repeated, 0 to 3; 3 says "do not repeat again".</summary>
    int RepeatIndicator { get; }

    /// <summary>Who sends it, 0 to 999,999,999.</summary>
    Mmsi Mmsi { get; }

    /// <summary>Appends everything behind the 38 bits of type, repeat indicator and sender, in the order of the ITU table.</summary>
    internal void PutFields(PayloadWriter payload);
}
