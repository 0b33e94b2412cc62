namespace MaritimeWatch.Mqtt.Packets;

/// <summary>SUBACK or UNSUBACK: one code for each filter, in the order of the filters (sections 3.9 and 3.11).</summary>
/// <param name="PacketId">The request's packet identifier.</param>
/// <param name="Codes">A code for each filter; none in the UNSUBACK of 3.1.1, which has none.</param>
/// <param name="ReasonString">The broker's own words, where it gave any.</param>
internal readonly record struct SubscribeAckPacket(ushort PacketId, MqttReasonCode[] Codes, string? ReasonString)
{
    private const byte FailureOf311 = 0x80;

    /// <summary>Reads one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, PacketType type, MqttVersion version, out SubscribeAckPacket packet, out MqttFault fault)
    {
        packet = default;
        var properties = default(PropertySet);
        var reader = new PacketReader(body, type);
        var read = reader.TryPacketId(out var id) && (version == MqttVersion.V311 || PropertyReader.TryRead(ref reader, ref properties));
        var hasCodes = version == MqttVersion.V5 || type == PacketType.SubAck;
        if (read && !hasCodes)
        {
            read = reader.TryEnd();
        }

        var codes = read && reader.Left > 0 ? new MqttReasonCode[reader.Left] : [];
        for (var i = 0; read && i < codes.Length; i++)
        {
            read = reader.TryByte(out var code);
            codes[i] = (MqttReasonCode)code;
            if (!IsAllowed(code, type, version))
            {
                read = reader.Fail(MqttFault.Protocol($"a {PacketNames.Of(type)} with the code 0x{code:X2}, which the protocol does not allow there"));
            }
        }

        packet = new SubscribeAckPacket(id, codes, properties.ReasonString);
        fault = reader.Fault;
        return read;
    }

    private static bool IsAllowed(byte code, PacketType type, MqttVersion version) =>
        version == MqttVersion.V311 ? code is <= 2 or FailureOf311 : ReasonCodes.IsAllowedFromServer(code, type);
}
