namespace MaritimeWatch.Mqtt.Packets;

/// <summary>Writes the properties of packets that a client sends (MQTT 5.0, section 2.2.2).</summary>
internal static class PropertyWriter
{
    /// <summary>Those of a PUBLISH.</summary>
    public static void Message(PacketBuffer buffer, MqttMessageProperties? properties)
    {
        var start = buffer.BeginProperties();
        MessageFields(buffer, properties);
        buffer.EndProperties(start);
    }

    /// <summary>Those of a will, which are those of a message and its delay (section 3.1.3.2).</summary>
    public static void Will(PacketBuffer buffer, MqttWill will)
    {
        var start = buffer.BeginProperties();
        if (will.Delay > TimeSpan.Zero)
        {
            Seconds(buffer, PropertyId.WillDelayInterval, will.Delay);
        }

        MessageFields(buffer, will.Properties);
        buffer.EndProperties(start);
    }

    /// <summary>Those of CONNECT (section 3.1.2.11).</summary>
    public static void Connect(PacketBuffer buffer, MqttOptions options)
    {
        var start = buffer.BeginProperties();
        if (options.SessionExpiry != TimeSpan.Zero)
        {
            Seconds(buffer, PropertyId.SessionExpiryInterval, options.SessionExpiry);
        }

        buffer.Byte((int)PropertyId.ReceiveMaximum);
        buffer.UInt16(options.ReceiveMaximum);
        buffer.Byte((int)PropertyId.MaximumPacketSize);
        buffer.UInt32((uint)options.MaximumPacketBytes);
        if (options.TopicAliasMaximum > 0)
        {
            buffer.Byte((int)PropertyId.TopicAliasMaximum);
            buffer.UInt16(options.TopicAliasMaximum);
        }

        UserProperties(buffer, options.UserProperties);
        buffer.EndProperties(start);
    }

    /// <summary>A duration in whole seconds; a negative one is for ever.</summary>
    public static void Seconds(PacketBuffer buffer, PropertyId id, TimeSpan duration)
    {
        buffer.Byte((int)id);
        buffer.UInt32(duration < TimeSpan.Zero ? uint.MaxValue : (uint)duration.TotalSeconds);
    }

    private static void MessageFields(PacketBuffer buffer, MqttMessageProperties? properties)
    {
        if (properties is null)
        {
            return;
        }

        if (properties.PayloadIsText)
        {
            buffer.Byte((int)PropertyId.PayloadFormatIndicator);
            buffer.Byte(1);
        }

        if (properties.Expiry is { } expiry)
        {
            Seconds(buffer, PropertyId.MessageExpiryInterval, expiry);
        }

        OptionalText(buffer, PropertyId.ContentType, properties.ContentType);
        OptionalText(buffer, PropertyId.ResponseTopic, properties.ResponseTopic);
        if (properties.CorrelationData is { } data)
        {
            buffer.Byte((int)PropertyId.CorrelationData);
            buffer.Binary(data.Span);
        }

        UserProperties(buffer, properties.UserProperties);
    }

    private static void OptionalText(PacketBuffer buffer, PropertyId id, string? text)
    {
        if (text is not null)
        {
            buffer.Byte((int)id);
            buffer.Text(text);
        }
    }

    private static void UserProperties(PacketBuffer buffer, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        foreach (var (name, value) in properties)
        {
            buffer.Byte((int)PropertyId.UserProperty);
            buffer.Text(name);
            buffer.Text(value);
        }
    }
}
