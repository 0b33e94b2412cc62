using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt.Packets;

/// <summary>A PUBLISH as it was received (section 3.3). Topic and payload are places in the body: nothing is copied.</summary>
internal struct PublishPacket
{
    public MqttQos Qos;
    public bool Retain;
    public bool Duplicate;
    public int TopicAt;
    public int TopicBytes;
    public ushort PacketId;
    public int PayloadAt;
    public PropertySet Properties;

    /// <summary>Reads one.</summary>
    /// <remarks>The topic's characters are not judged here: the intake keeps topics it has judged once.</remarks>
    public static bool TryRead(ReadOnlySpan<byte> body, byte flags, MqttVersion version, out PublishPacket packet, out MqttFault fault)
    {
        packet = new PublishPacket
        {
            Qos = (MqttQos)((flags >> 1) & 3),
            Retain = (flags & 1) != 0,
            Duplicate = (flags & 8) != 0,
        };
        var reader = new PacketReader(body, PacketType.Publish);
        var read = reader.TryBinary(out var topic)
            && (packet.Qos == MqttQos.AtMostOnce || reader.TryPacketId(out packet.PacketId))
            && (version == MqttVersion.V311 || PropertyReader.TryRead(ref reader, ref packet.Properties));
        packet.TopicAt = 2;
        packet.TopicBytes = topic.Length;
        packet.PayloadAt = reader.Position;
        fault = reader.Fault;
        return read;
    }

    /// <summary>Why a received topic is not one, or null: a string without wildcards, of at least one character.</summary>
    public static string? ProblemOfTopic(ReadOnlySpan<byte> topic) =>
        !MqttText.IsWellFormed(topic) ? "a PUBLISH whose topic is not well-formed UTF-8 or holds U+0000"
        : topic.IsEmpty ? "a PUBLISH without a topic"
        : topic.IndexOfAny(TopicFilter.SingleLevelWildcard, TopicFilter.MultiLevelWildcard) >= 0 ? "a PUBLISH whose topic has wildcards"
        : null;

    /// <summary>Writes one.</summary>
    /// <returns>The packet's size in bytes.</returns>
    public static int Write(PacketBuffer buffer, MqttVersion version, string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain, ushort packetId, MqttMessageProperties? properties)
    {
        var start = buffer.BeginPacket();
        buffer.Text(topic);
        if (qos != MqttQos.AtMostOnce)
        {
            buffer.UInt16(packetId);
        }

        if (version == MqttVersion.V5)
        {
            PropertyWriter.Message(buffer, properties);
        }

        buffer.Raw(payload);
        return buffer.EndPacket(start, PacketType.Publish, ((int)qos << 1) | (retain ? 1 : 0));
    }

    /// <summary>What the properties say of the message, or null where they say nothing.</summary>
    public readonly MqttMessageProperties? Describe() => !Properties.DescribesMessage ? null : new MqttMessageProperties
    {
        PayloadIsText = Properties.PayloadIsText,
        Expiry = Properties.Has(PropertyId.MessageExpiryInterval) ? TimeSpan.FromSeconds(Properties.MessageExpirySeconds) : null,
        ContentType = Properties.ContentType,
        ResponseTopic = Properties.ResponseTopic,
        CorrelationData = Properties.CorrelationData,
        UserProperties = Properties.UserProperties ?? [],
        SubscriptionIdentifiers = Properties.SubscriptionIds ?? [],
    };
}
