namespace MaritimeWatch.Mqtt.Packets;

/// <summary>DISCONNECT (section 3.14); only MQTT 5.0 lets a server send one. AUTH (section 3.15) has the same form and is read here too.</summary>
/// <param name="Code">Why.</param>
/// <param name="ReasonString">The broker's own words, where it gave any.</param>
/// <param name="ServerReference">The broker to be used instead, where it named one.</param>
internal readonly record struct DisconnectPacket(MqttReasonCode Code, string? ReasonString, string? ServerReference)
{
    /// <summary>Reads one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, PacketType type, out DisconnectPacket packet, out MqttFault fault)
    {
        packet = default;
        var properties = default(PropertySet);
        byte code = 0;
        var reader = new PacketReader(body, type);
        var read = (reader.Left == 0 || reader.TryByte(out code))
            && (reader.Left == 0 || PropertyReader.TryRead(ref reader, ref properties))
            && reader.TryEnd();
        fault = reader.Fault;
        if (!read)
        {
            return false;
        }

        if (!ReasonCodes.IsAllowedFromServer(code, type))
        {
            fault = MqttFault.Protocol($"a {PacketNames.Of(type)} with the reason code 0x{code:X2}, which the protocol does not allow there");
            return false;
        }

        packet = new DisconnectPacket((MqttReasonCode)code, properties.ReasonString, properties.ServerReference);
        return true;
    }

    /// <summary>Writes one; under 3.1.1 it has no body.</summary>
    public static void Write(PacketBuffer buffer, MqttVersion version, MqttReasonCode code)
    {
        var start = buffer.BeginPacket();
        if (version == MqttVersion.V5 && code != MqttReasonCode.Success)
        {
            buffer.Byte((int)code);
        }

        buffer.EndPacket(start, PacketType.Disconnect, 0);
    }
}
