namespace MaritimeWatch.Mqtt.Packets;

/// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP (sections 3.4 to 3.7).</summary>
/// <param name="PacketId">The message's packet identifier.</param>
/// <param name="Code">How it went; success under 3.1.1, which has no code.</param>
/// <param name="ReasonString">The broker's own words, where it gave any.</param>
internal readonly record struct AckPacket(ushort PacketId, MqttReasonCode Code, string? ReasonString)
{
    /// <summary>Reads one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, PacketType type, MqttVersion version, out AckPacket packet, out MqttFault fault)
    {
        packet = default;
        var properties = default(PropertySet);
        byte code = 0;
        var reader = new PacketReader(body, type);
        var read = reader.TryPacketId(out var id)
            && (version == MqttVersion.V311 || reader.Left == 0 || reader.TryByte(out code))
            && (version == MqttVersion.V311 || reader.Left == 0 || PropertyReader.TryRead(ref reader, ref properties))
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

        packet = new AckPacket(id, (MqttReasonCode)code, properties.ReasonString);
        return true;
    }

    /// <summary>Writes one; success takes the short form (section 3.4.2.1).</summary>
    public static void Write(PacketBuffer buffer, PacketType type, ushort packetId, MqttReasonCode code, MqttVersion version)
    {
        var start = buffer.BeginPacket();
        buffer.UInt16(packetId);
        if (code != MqttReasonCode.Success && version == MqttVersion.V5)
        {
            buffer.Byte((int)code);
        }

        buffer.EndPacket(start, type, type == PacketType.PubRel ? 0b0010 : 0);
    }
}
