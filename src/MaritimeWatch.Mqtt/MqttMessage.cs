using MaritimeWatch.Mqtt.Session;

namespace MaritimeWatch.Mqtt;

/// <summary>A message that was received.</summary>
/// <remarks>Its payload is valid until the handler's task is done; whoever needs it longer copies it. <see cref="Acknowledge"/> may be called later, from any thread.</remarks>
public readonly struct MqttMessage
{
    private readonly IncomingDeliveries? deliveries;
    private readonly long sequence;
    private readonly ushort packetId;

    internal MqttMessage(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retained, bool duplicate, MqttMessageProperties? properties, IncomingDeliveries? deliveries, ushort packetId, long sequence)
    {
        Topic = topic;
        Payload = payload;
        Qos = qos;
        Retained = retained;
        Duplicate = duplicate;
        Properties = properties;
        this.deliveries = deliveries;
        this.packetId = packetId;
        this.sequence = sequence;
    }

    /// <summary>The topic it was published to.</summary>
    public string Topic { get; }

    /// <summary>What was published.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The quality of service at which it came.</summary>
    public MqttQos Qos { get; }

    /// <summary>Whether it is the message that the broker retained for its topic, and not a new one.</summary>
    public bool Retained { get; }

    /// <summary>Whether the broker may have sent it before.</summary>
    public bool Duplicate { get; }

    /// <summary>What it says about itself; null where it says nothing, and always under 3.1.1.</summary>
    public MqttMessageProperties? Properties { get; }

    /// <summary>Whether the broker waits for <see cref="Acknowledge"/>.</summary>
    public bool NeedsAcknowledgement => deliveries is not null;

    /// <summary>
    /// Says that the work is done and the message need not come again. With QoS 0 it does nothing. Messages are acknowledged to the broker in the order in which they came, so one that never is
    /// holds up all after it, until <see cref="MqttOptions.ReceiveMaximum"/> are held up and nothing more comes.
    /// </summary>
    public void Acknowledge() => deliveries?.Acknowledge(packetId, Qos, sequence);

    /// <summary>The consumer has broken off, and its connection ends: repeated by the broker on the next one, the message is to be given to it again. Nothing where it was acknowledged.</summary>
    public void GiveBack() => deliveries?.GiveBack(packetId, Qos, sequence);
}
