namespace MaritimeWatch.Mqtt.Packets;

/// <summary>SUBSCRIBE and UNSUBSCRIBE (sections 3.8 and 3.10).</summary>
internal static class SubscribePacket
{
    /// <summary>Writes a SUBSCRIBE for filters that share one subscription identifier, or have none.</summary>
    public static int Write(PacketBuffer buffer, MqttVersion version, ushort packetId, IReadOnlyList<MqttSubscription> subscriptions)
    {
        var start = buffer.BeginPacket();
        buffer.UInt16(packetId);
        if (version == MqttVersion.V5)
        {
            var properties = buffer.BeginProperties();
            if (subscriptions[0].Identifier is { } identifier)
            {
                buffer.Byte((int)PropertyId.SubscriptionIdentifier);
                buffer.VariableInteger(identifier);
            }

            buffer.EndProperties(properties);
        }

        foreach (var subscription in subscriptions)
        {
            buffer.Text(subscription.Filter.Text);
            buffer.Byte(Options(subscription, version));
        }

        return buffer.EndPacket(start, PacketType.Subscribe, 0b0010);
    }

    /// <summary>Writes an UNSUBSCRIBE.</summary>
    public static int WriteUnsubscribe(PacketBuffer buffer, MqttVersion version, ushort packetId, IReadOnlyList<string> filters)
    {
        var start = buffer.BeginPacket();
        buffer.UInt16(packetId);
        if (version == MqttVersion.V5)
        {
            buffer.EndProperties(buffer.BeginProperties());
        }

        foreach (var filter in filters)
        {
            buffer.Text(filter);
        }

        return buffer.EndPacket(start, PacketType.Unsubscribe, 0b0010);
    }

    /// <summary>The subscription options (MQTT 5.0, section 3.8.3.1); under 3.1.1 the quality of service alone.</summary>
    private static int Options(MqttSubscription subscription, MqttVersion version) => version == MqttVersion.V311
        ? (int)subscription.Qos
        : (int)subscription.Qos
            | (subscription.NoLocal ? 0b0000_0100 : 0)
            | (subscription.RetainAsPublished ? 0b0000_1000 : 0)
            | ((int)subscription.RetainHandling << 4);
}
