namespace MaritimeWatch.Mqtt.Packets;

/// <summary>The first two to five bytes of a packet: type, flags, and how many bytes follow (section 2.1 of MQTT 5.0).</summary>
/// <param name="Type">The packet's type.</param>
/// <param name="Flags">The lower four bits of the first byte.</param>
/// <param name="HeaderBytes">Length of this header, 2 to 5 bytes.</param>
/// <param name="BodyBytes">Remaining length: the bytes after this header, 0 to 268,435,455.</param>
internal readonly record struct FixedHeader(PacketType Type, byte Flags, int HeaderBytes, int BodyBytes)
{
    /// <summary>The longest form of the remaining length.</summary>
    private const int MostLengthBytes = 4;

    /// <summary>The packet's size, header included.</summary>
    public int PacketBytes => HeaderBytes + BodyBytes;

    /// <summary>Reads the header at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What has been received, from the start of a packet.</param>
    /// <param name="version">The protocol spoken.</param>
    /// <param name="maximumPacketBytes">The largest packet to be accepted, header included.</param>
    /// <param name="header">The header, where there is a whole one.</param>
    /// <param name="fault">What is wrong, where something is: known before the body has been received.</param>
    /// <returns>True when the header is whole and acceptable; false with no fault when more bytes are needed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, MqttVersion version, int maximumPacketBytes, out FixedHeader header, out MqttFault fault)
    {
        header = default;
        fault = default;
        if (bytes.IsEmpty)
        {
            return false;
        }

        var type = (PacketType)(bytes[0] >> 4);
        var flags = (byte)(bytes[0] & 0x0F);
        fault = Judge(type, flags, version);
        if (fault.IsSet)
        {
            return false;
        }

        var length = 0;
        for (var i = 1; i < bytes.Length; i++)
        {
            length |= (bytes[i] & 0x7F) << (7 * (i - 1));
            if ((bytes[i] & 0x80) != 0)
            {
                if (i == MostLengthBytes)
                {
                    fault = MqttFault.Malformed("a remaining length of more than four bytes");
                    return false;
                }

                continue;
            }

            if (i > 1 && bytes[i] == 0)
            {
                fault = MqttFault.Malformed("a remaining length written with more bytes than it needs");
                return false;
            }

            header = new FixedHeader(type, flags, i + 1, length);
            if (header.PacketBytes > maximumPacketBytes)
            {
                fault = new MqttFault(MqttReasonCode.PacketTooLarge, $"a packet of {header.PacketBytes} bytes, with {maximumPacketBytes} as the limit");
                return false;
            }

            return true;
        }

        return false;
    }

    private static MqttFault Judge(PacketType type, byte flags, MqttVersion version) => type switch
    {
        PacketType.Reserved => MqttFault.Malformed("a packet of the reserved type 0"),
        PacketType.Auth when version == MqttVersion.V311 => MqttFault.Malformed("a packet of type 15, which MQTT 3.1.1 reserves"),
        PacketType.Publish when (flags & 0b0110) == 0b0110 => MqttFault.Malformed("a PUBLISH with both bits of its quality of service set"),
        PacketType.Publish when (flags & 0b1110) == 0b1000 => MqttFault.Malformed("a PUBLISH of quality of service 0 that is marked as a repetition"),
        PacketType.Publish => default,
        PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe when flags != 0b0010 => Reserved(type),
        PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe => default,
        _ when flags != 0 => Reserved(type),
        _ => default,
    };

    private static MqttFault Reserved(PacketType type) => MqttFault.Malformed($"a {PacketNames.Of(type)} whose reserved bits are set otherwise than the protocol says");
}
