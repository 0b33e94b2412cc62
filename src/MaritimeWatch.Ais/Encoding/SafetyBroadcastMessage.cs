using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 14: safety related text to all, 40 bits and 6 for each character (ITU-R M.1371-5, table 64).</summary>
/// <remarks>The text goes out in capitals; what has no six-bit form, and <c>@</c>, which would end the text, becomes <c>?</c>.</remarks>
/// <param name="Mmsi">Who sends it.</param>
/// <param name="Text">1 to 161 characters.</param>
public sealed record SafetyBroadcastMessage(Mmsi Mmsi, string Text) : IAisMessage
{
    /// <summary>What five slots of the radio hold.</summary>
    public const int MaxTextLength = 161;

    /// <inheritdoc/>
    public int MessageType => 14;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload)
    {
        if (Text.Length == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(Text), Text, "a text to all has at least one character.");
        }

        payload.Put(0, 2).PutText(Text, Math.Min(Text.Length, MaxTextLength));
    }
}
