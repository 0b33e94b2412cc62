using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 24 part A: name of a class B station, 160 bits as M.1371-5 has it, or 168 (table 75).</summary>
/// <remarks>The name goes out in capitals; what has no six-bit form, and <c>@</c>, which would end the text, becomes <c>?</c>.</remarks>
/// <param name="Mmsi">Who sends it.</param>
public sealed record StaticDataPartAMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 24;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>At most 20 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is sent in the 160 bits of the table; false fills the slot up to 168, as most units do.</summary>
    public bool IsShort { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload) => payload.Put(0, 2).PutText(Name, 20).Put(0, IsShort ? 0 : 8);
}
