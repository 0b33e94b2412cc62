using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt;

/// <summary>A filter to subscribe to, and how.</summary>
/// <param name="Filter">The topics wanted.</param>
/// <param name="Qos">The highest quality of service at which messages are to come.</param>
public sealed record MqttSubscription(TopicFilter Filter, MqttQos Qos)
{
    /// <summary>Whether messages published over the same connection stay away. MQTT 5.0 only; not with a shared subscription.</summary>
    public bool NoLocal { get; init; }

    /// <summary>Whether messages keep the retain flag that their publisher gave them. MQTT 5.0 only.</summary>
    public bool RetainAsPublished { get; init; }

    /// <summary>Whether the messages that the broker retains are wanted. MQTT 5.0 only: under 3.1.1 they always come.</summary>
    public MqttRetainHandling RetainHandling { get; init; }

    /// <summary>A number that comes with each message of this subscription, 1 to 268,435,455; null for none. MQTT 5.0 only.</summary>
    public int? Identifier { get; init; }

    /// <summary>A subscription with everything else as usual.</summary>
    /// <exception cref="ArgumentException">The filter is none.</exception>
    public static MqttSubscription To(string filter, MqttQos qos) =>
        TopicFilter.TryParse(filter, out var parsed, out var problem) ? new MqttSubscription(parsed, qos) : throw new ArgumentException(problem, nameof(filter));
}
