namespace MaritimeWatch.Mqtt;

/// <summary>The message that the broker publishes when this client is lost without a goodbye (section 3.1.2.5).</summary>
/// <param name="Topic">Where to: a topic name, without wildcards.</param>
/// <param name="Payload">What, 0 to 65,535 bytes.</param>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Its quality of service.</summary>
    public MqttQos Qos { get; init; }

    /// <summary>Whether the broker keeps it as the topic's retained message.</summary>
    public bool Retain { get; init; }

    /// <summary>How long the broker waits for the client to come back first, in whole seconds up to 4,294,967,295. MQTT 5.0 only.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What the message says about itself. MQTT 5.0 only.</summary>
    public MqttMessageProperties? Properties { get; init; }
}
