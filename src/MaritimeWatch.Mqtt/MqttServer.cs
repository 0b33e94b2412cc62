using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt;

/// <summary>What the broker said of itself in CONNACK (section 3.2.2); under 3.1.1 it says no more than whether it kept the session.</summary>
public sealed record MqttServer
{
    /// <summary>Whether the broker kept the session of this client identifier.</summary>
    public required bool SessionPresent { get; init; }

    /// <summary>The client identifier that the broker assigned; null where ours is used.</summary>
    public string? AssignedClientId { get; init; }

    /// <summary>The keepalive time in force, in whole seconds; zero for none.</summary>
    public required TimeSpan KeepAlive { get; init; }

    /// <summary>How long the broker keeps the session, where it does otherwise than was asked for; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan? SessionExpiry { get; init; }

    /// <summary>How many messages of QoS 1 and 2 the broker takes at once, 1 to 65,535.</summary>
    public int ReceiveMaximum { get; init; } = 65_535;

    /// <summary>The highest quality of service it takes messages at.</summary>
    public MqttQos MaximumQos { get; init; } = MqttQos.ExactlyOnce;

    /// <summary>Whether it keeps retained messages.</summary>
    public bool RetainAvailable { get; init; } = true;

    /// <summary>The largest packet it takes, in bytes.</summary>
    public long MaximumPacketBytes { get; init; } = 268_435_460;

    /// <summary>Whether filters may have wildcards.</summary>
    public bool WildcardsAvailable { get; init; } = true;

    /// <summary>Whether it does subscription identifiers.</summary>
    public bool SubscriptionIdentifiersAvailable { get; init; } = true;

    /// <summary>Whether it does shared subscriptions.</summary>
    public bool SharedSubscriptionsAvailable { get; init; } = true;

    /// <summary>What else it told, by name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    internal static MqttServer Read(in ConnAckPacket packet, MqttOptions options)
    {
        var said = packet.Properties;
        var expiry = said.SessionExpirySeconds == uint.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(said.SessionExpirySeconds);
        var server = new MqttServer
        {
            SessionPresent = packet.SessionPresent,
            AssignedClientId = said.AssignedClientId,
            KeepAlive = said.Has(PropertyId.ServerKeepAlive) ? TimeSpan.FromSeconds(said.ServerKeepAlive) : TimeSpan.FromSeconds(Math.Floor(options.KeepAlive.TotalSeconds)),
            SessionExpiry = said.Has(PropertyId.SessionExpiryInterval) ? expiry : null,
            UserProperties = said.UserProperties ?? [],
        };
        return server with
        {
            ReceiveMaximum = said.Has(PropertyId.ReceiveMaximum) ? said.ReceiveMaximum : server.ReceiveMaximum,
            MaximumQos = !said.Has(PropertyId.MaximumQos) ? server.MaximumQos : said.QosOneIsMost ? MqttQos.AtLeastOnce : MqttQos.AtMostOnce,
            RetainAvailable = !said.Has(PropertyId.RetainAvailable) || said.RetainAvailable,
            MaximumPacketBytes = said.Has(PropertyId.MaximumPacketSize) ? said.MaximumPacketSize : server.MaximumPacketBytes,
            WildcardsAvailable = !said.Has(PropertyId.WildcardSubscriptionAvailable) || said.WildcardsAvailable,
            SubscriptionIdentifiersAvailable = !said.Has(PropertyId.SubscriptionIdentifierAvailable) || said.SubscriptionIdsAvailable,
            SharedSubscriptionsAvailable = !said.Has(PropertyId.SharedSubscriptionAvailable) || said.SharedAvailable,
        };
    }

    /// <summary>Why the broker would not take a message, or null where it would.</summary>
    internal MqttFailure? Objection(MqttQos qos, bool retain, long packetBytes) =>
        qos > MaximumQos ? new MqttFailure(MqttFailureKind.RequestRefused, $"the broker takes no messages of quality of service {(int)qos}", MqttReasonCode.QosNotSupported)
        : retain && !RetainAvailable ? new MqttFailure(MqttFailureKind.RequestRefused, "the broker keeps no retained messages", MqttReasonCode.RetainNotSupported)
        : packetBytes > MaximumPacketBytes ? new MqttFailure(MqttFailureKind.RequestRefused, $"the message makes a packet of {packetBytes} bytes, and the broker takes {MaximumPacketBytes}", MqttReasonCode.PacketTooLarge)
        : null;
}
