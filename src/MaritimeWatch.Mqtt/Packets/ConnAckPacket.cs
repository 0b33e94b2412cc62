namespace MaritimeWatch.Mqtt.Packets;

/// <summary>CONNACK, the broker's answer to CONNECT (section 3.2).</summary>
/// <param name="SessionPresent">Whether the broker kept a session of this client identifier.</param>
/// <param name="Code">The reason code; a return code of 3.1.1 by the code that means the same.</param>
/// <param name="Properties">What else it says; nothing under 3.1.1.</param>
internal readonly record struct ConnAckPacket(bool SessionPresent, MqttReasonCode Code, PropertySet Properties)
{
    /// <summary>Reads one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, MqttVersion version, out ConnAckPacket packet, out MqttFault fault)
    {
        packet = default;
        var properties = default(PropertySet);
        var reader = new PacketReader(body, PacketType.ConnAck);
        var read = reader.TryByte(out var flags)
            & reader.TryByte(out var number)
            && (version == MqttVersion.V311 || PropertyReader.TryRead(ref reader, ref properties))
            && reader.TryEnd();
        fault = reader.Fault;
        if (!read)
        {
            return false;
        }

        var code = version == MqttVersion.V311 ? ReasonCodes.OfReturnCode(number)
            : ReasonCodes.IsAllowedFromServer(number, PacketType.ConnAck) ? (MqttReasonCode)number
            : null;
        fault = (flags & 0xFE) != 0 ? MqttFault.Malformed("a CONNACK whose reserved bits are set")
            : code is null ? MqttFault.Malformed($"a CONNACK with the code {number}, which the protocol does not know there")
            : code != MqttReasonCode.Success && flags != 0 ? MqttFault.Protocol("a CONNACK that refuses, and says a session is present")
            : default;
        packet = new ConnAckPacket(flags != 0, code.GetValueOrDefault(), properties);
        return !fault.IsSet;
    }
}
