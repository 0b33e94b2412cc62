namespace MaritimeWatch.Mqtt.Packets;

/// <summary>CONNECT, the first packet of a connection (section 3.1).</summary>
internal static class ConnectPacket
{
    /// <summary>Writes one.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="options">Options that have been found in order.</param>
    /// <param name="clientId">The client identifier, which may have been assigned by the broker before.</param>
    /// <param name="cleanStart">Whether to start without what the broker may have kept.</param>
    public static void Write(PacketBuffer buffer, MqttOptions options, string clientId, bool cleanStart)
    {
        var start = buffer.BeginPacket();
        buffer.Text("MQTT");
        buffer.Byte((int)options.Version);
        buffer.Byte(Flags(options, cleanStart));
        buffer.UInt16((int)options.KeepAlive.TotalSeconds);
        if (options.Version == MqttVersion.V5)
        {
            PropertyWriter.Connect(buffer, options);
        }

        buffer.Text(clientId);
        if (options.Will is { } will)
        {
            if (options.Version == MqttVersion.V5)
            {
                PropertyWriter.Will(buffer, will);
            }

            buffer.Text(will.Topic);
            buffer.Binary(will.Payload.Span);
        }

        if (options.UserName is not null)
        {
            buffer.Text(options.UserName);
        }

        if (options.Password is { } password)
        {
            buffer.Binary(System.Text.Encoding.UTF8.GetBytes(password));
        }

        buffer.EndPacket(start, PacketType.Connect, 0);
    }

    private static int Flags(MqttOptions options, bool cleanStart)
    {
        var flags = cleanStart ? 0b0000_0010 : 0;
        if (options.Will is { } will)
        {
            flags |= 0b0000_0100 | ((int)will.Qos << 3) | (will.Retain ? 0b0010_0000 : 0);
        }

        return flags | (options.Password is null ? 0 : 0b0100_0000) | (options.UserName is null ? 0 : 0b1000_0000);
    }
}
