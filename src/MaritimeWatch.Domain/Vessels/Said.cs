namespace MaritimeWatch.Domain.Vessels;

/// <summary>A fact that a vessel says of herself, with its provenance.</summary>
/// <param name="Value">What she says.</param>
/// <param name="Since">Event time of the report that first said it since she last said otherwise.</param>
/// <param name="MessageType">AIS message type of that report (5, 19, 24), or 0 for a table or a feed that keeps none.</param>
/// <param name="Feed">The feed, where the message type does not tell.</param>
/// <typeparam name="T">Type of the fact.</typeparam>
public readonly record struct Said<T>(T Value, Instant Since, byte MessageType, StaticFeed Feed)
{
    /// <summary>The message or feed in words, e.g. <c>message 5</c> or <c>table</c>.</summary>
    public string Source => Feed switch
    {
        StaticFeed.Digitraffic => "Digitraffic",
        StaticFeed.AisHub => "AISHub",
        StaticFeed.GlobalFishingWatch => "Global Fishing Watch",
        _ => MessageType switch
        {
            0 => "table",
            5 => "message 5",
            19 => "message 19",
            24 => "message 24",
            _ => FormattableString.Invariant($"message {MessageType}"),
        },
    };
}
