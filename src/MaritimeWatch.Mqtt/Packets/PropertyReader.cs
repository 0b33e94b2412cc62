namespace MaritimeWatch.Mqtt.Packets;

/// <summary>Reads the properties of a packet that a server sent: which may stand where, of which type, how often, in which range (MQTT 5.0, table 2-4).</summary>
internal static class PropertyReader
{
    /// <summary>No packet has reason for more user properties; without a bound, one of the largest size would unfold to fifty times its bytes.</summary>
    public const int MostUserProperties = 1_000;

    private const ushort ConnAck = 1 << (int)PacketType.ConnAck;
    private const ushort Publish = 1 << (int)PacketType.Publish;
    private const ushort Disconnect = 1 << (int)PacketType.Disconnect;
    private const ushort Auth = 1 << (int)PacketType.Auth;
    private const ushort Acks = (1 << (int)PacketType.PubAck) | (1 << (int)PacketType.PubRec) | (1 << (int)PacketType.PubRel)
        | (1 << (int)PacketType.PubComp) | (1 << (int)PacketType.SubAck) | (1 << (int)PacketType.UnsubAck);

    /// <summary>Reads the length and all properties.</summary>
    public static bool TryRead(scoped ref PacketReader reader, ref PropertySet properties)
    {
        if (!reader.TryVariableInteger(out var length) || length == 0)
        {
            return !reader.Fault.IsSet;
        }

        if (!reader.TrySlice(length, out var part))
        {
            return false;
        }

        while (part.Left > 0)
        {
            if (!TryNext(ref part, ref properties))
            {
                return reader.Fail(part.Fault);
            }
        }

        return true;
    }

    private static bool TryNext(scoped ref PacketReader reader, ref PropertySet properties)
    {
        if (!reader.TryVariableInteger(out var number))
        {
            return false;
        }

        var id = (PropertyId)number;
        if (number > (int)PropertyId.SharedSubscriptionAvailable || (PacketsOf(id) & (1 << (int)reader.Type)) == 0)
        {
            return reader.Fail(MqttFault.Malformed($"a {PacketNames.Of(reader.Type)} with the property {number}, which a server may not put there"));
        }

        var isNew = properties.Note(id);
        if (!isNew && id != PropertyId.UserProperty && !(id == PropertyId.SubscriptionIdentifier && reader.Type == PacketType.Publish))
        {
            return reader.Fail(MqttFault.Protocol($"a {PacketNames.Of(reader.Type)} with the property {id} twice"));
        }

        return TryValue(ref reader, id, ref properties);
    }

    private static bool TryValue(scoped ref PacketReader reader, PropertyId id, ref PropertySet properties) => id switch
    {
        PropertyId.PayloadFormatIndicator => TryFlag(ref reader, id, out properties.PayloadIsText),
        PropertyId.MaximumQos => TryFlag(ref reader, id, out properties.QosOneIsMost),
        PropertyId.RetainAvailable => TryFlag(ref reader, id, out properties.RetainAvailable),
        PropertyId.WildcardSubscriptionAvailable => TryFlag(ref reader, id, out properties.WildcardsAvailable),
        PropertyId.SubscriptionIdentifierAvailable => TryFlag(ref reader, id, out properties.SubscriptionIdsAvailable),
        PropertyId.SharedSubscriptionAvailable => TryFlag(ref reader, id, out properties.SharedAvailable),
        PropertyId.MessageExpiryInterval => reader.TryUInt32(out properties.MessageExpirySeconds),
        PropertyId.SessionExpiryInterval => reader.TryUInt32(out properties.SessionExpirySeconds),
        PropertyId.MaximumPacketSize => reader.TryUInt32(out properties.MaximumPacketSize) && NotZero(ref reader, id, properties.MaximumPacketSize),
        PropertyId.ServerKeepAlive => reader.TryUInt16(out properties.ServerKeepAlive),
        PropertyId.TopicAliasMaximum => reader.TryUInt16(out properties.TopicAliasMaximum),
        PropertyId.ReceiveMaximum => reader.TryUInt16(out properties.ReceiveMaximum) && NotZero(ref reader, id, properties.ReceiveMaximum),
        PropertyId.TopicAlias => reader.TryUInt16(out properties.TopicAlias)
            && (properties.TopicAlias != 0 || reader.Fail(new MqttFault(MqttReasonCode.TopicAliasInvalid, "a PUBLISH with the topic alias 0"))),
        PropertyId.SubscriptionIdentifier => TrySubscriptionId(ref reader, ref properties),
        PropertyId.UserProperty => TryUserProperty(ref reader, ref properties),
        PropertyId.CorrelationData => TryCorrelation(ref reader, ref properties),
        PropertyId.ContentType => reader.TryText(out properties.ContentType),
        PropertyId.ResponseTopic => reader.TryText(out properties.ResponseTopic) && IsTopic(ref reader, properties.ResponseTopic),
        PropertyId.AssignedClientIdentifier => reader.TryText(out properties.AssignedClientId),
        PropertyId.ServerReference => reader.TryText(out properties.ServerReference),
        PropertyId.ReasonString => reader.TryText(out properties.ReasonString),
        // Read, so that what follows can be; this client asks for none of them.
        PropertyId.ResponseInformation or PropertyId.AuthenticationMethod => reader.TryText(out _),
        _ => reader.TryBinary(out _),
    };

    private static bool TryFlag(scoped ref PacketReader reader, PropertyId id, out bool value)
    {
        value = false;
        if (!reader.TryByte(out var number))
        {
            return false;
        }

        value = number == 1;
        return number <= 1 || reader.Fail(MqttFault.Protocol($"a {PacketNames.Of(reader.Type)} with {number} as {id}, which is 0 or 1"));
    }

    private static bool NotZero(scoped ref PacketReader reader, PropertyId id, uint value) =>
        value != 0 || reader.Fail(MqttFault.Protocol($"a {PacketNames.Of(reader.Type)} with 0 as {id}"));

    private static bool IsTopic(scoped ref PacketReader reader, string topic) =>
        topic.AsSpan().IndexOfAny('+', '#') < 0 || reader.Fail(MqttFault.Protocol("a PUBLISH whose response topic has wildcards"));

    private static bool TrySubscriptionId(scoped ref PacketReader reader, ref PropertySet properties)
    {
        if (!reader.TryVariableInteger(out var id))
        {
            return false;
        }

        if (id == 0)
        {
            return reader.Fail(MqttFault.Protocol("a PUBLISH with the subscription identifier 0"));
        }

        properties.SubscriptionIds ??= [];
        if (properties.SubscriptionIds.Count == MostUserProperties)
        {
            return reader.Fail(new MqttFault(MqttReasonCode.QuotaExceeded, $"a PUBLISH with more than {MostUserProperties:N0} subscription identifiers"));
        }

        properties.SubscriptionIds.Add(id);
        return true;
    }

    private static bool TryUserProperty(scoped ref PacketReader reader, ref PropertySet properties)
    {
        if (!reader.TryText(out var name) || !reader.TryText(out var value))
        {
            return false;
        }

        properties.UserProperties ??= [];
        if (properties.UserProperties.Count == MostUserProperties)
        {
            return reader.Fail(new MqttFault(MqttReasonCode.QuotaExceeded, $"a {PacketNames.Of(reader.Type)} with more than {MostUserProperties:N0} user properties"));
        }

        properties.UserProperties.Add(new KeyValuePair<string, string>(name, value));
        return true;
    }

    private static bool TryCorrelation(scoped ref PacketReader reader, ref PropertySet properties)
    {
        var read = reader.TryBinary(out var data);
        properties.CorrelationData = data.ToArray();
        return read;
    }

    /// <summary>The packets from a server that may hold a property; a session expiry in DISCONNECT is the client's alone (section 3.14.2.2.2).</summary>
    private static int PacketsOf(PropertyId id) => id switch
    {
        PropertyId.PayloadFormatIndicator or PropertyId.MessageExpiryInterval or PropertyId.ContentType or PropertyId.ResponseTopic
            or PropertyId.CorrelationData or PropertyId.SubscriptionIdentifier or PropertyId.TopicAlias => Publish,
        PropertyId.SessionExpiryInterval or PropertyId.AssignedClientIdentifier or PropertyId.ServerKeepAlive or PropertyId.ResponseInformation
            or PropertyId.ReceiveMaximum or PropertyId.TopicAliasMaximum or PropertyId.MaximumQos or PropertyId.RetainAvailable or PropertyId.MaximumPacketSize
            or PropertyId.WildcardSubscriptionAvailable or PropertyId.SubscriptionIdentifierAvailable or PropertyId.SharedSubscriptionAvailable => ConnAck,
        PropertyId.AuthenticationMethod or PropertyId.AuthenticationData => ConnAck | Auth,
        PropertyId.ServerReference => ConnAck | Disconnect,
        PropertyId.ReasonString => ConnAck | Acks | Disconnect | Auth,
        PropertyId.UserProperty => ConnAck | Publish | Acks | Disconnect | Auth,
        _ => 0,
    };
}
