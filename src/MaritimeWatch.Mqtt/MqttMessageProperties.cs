namespace MaritimeWatch.Mqtt;

/// <summary>What MQTT 5.0 lets a message say about itself (section 3.3.2.3). Not sent, and never present, under 3.1.1.</summary>
public sealed class MqttMessageProperties
{
    /// <summary>Whether the payload is said to be UTF-8 text.</summary>
    public bool PayloadIsText { get; init; }

    /// <summary>How long the message is of use, in whole seconds up to 4,294,967,295; null for ever.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>What the payload is, e.g. a MIME type; null where it is not said.</summary>
    public string? ContentType { get; init; }

    /// <summary>The topic on which an answer is awaited; null for none.</summary>
    public string? ResponseTopic { get; init; }

    /// <summary>What an answer is to carry, 0 to 65,535 bytes; null for none.</summary>
    public ReadOnlyMemory<byte>? CorrelationData { get; init; }

    /// <summary>Names and values of the application's own, in the order in which they were sent; a name may come more than once. At most 1,000.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    /// <summary>The identifiers of the subscriptions that a received message matches; never sent.</summary>
    public IReadOnlyList<int> SubscriptionIdentifiers { get; init; } = [];
}
