namespace MaritimeWatch.Mqtt.Packets;

/// <summary>Which reason code may stand in which packet (MQTT 5.0, table 2-6), and what it says to a person.</summary>
internal static class ReasonCodes
{
    private const ushort ConnAck = 1 << (int)PacketType.ConnAck;
    private const ushort PubAck = 1 << (int)PacketType.PubAck;
    private const ushort PubRec = 1 << (int)PacketType.PubRec;
    private const ushort PubRel = 1 << (int)PacketType.PubRel;
    private const ushort PubComp = 1 << (int)PacketType.PubComp;
    private const ushort SubAck = 1 << (int)PacketType.SubAck;
    private const ushort UnsubAck = 1 << (int)PacketType.UnsubAck;
    private const ushort Disconnect = 1 << (int)PacketType.Disconnect;
    private const ushort Auth = 1 << (int)PacketType.Auth;
    private const ushort Publishing = PubAck | PubRec;

    /// <summary>Whether a server may send <paramref name="code"/> in a packet of this type.</summary>
    public static bool IsAllowedFromServer(byte code, PacketType packet) => (PacketsOf((MqttReasonCode)code) & (1 << (int)packet)) != 0;

    /// <summary>What a code means, as the end of a sentence.</summary>
    public static string Words(MqttReasonCode code) => code switch
    {
        MqttReasonCode.Success => "no reason given",
        MqttReasonCode.NoMatchingSubscribers => "nobody subscribes to this topic",
        MqttReasonCode.NoSubscriptionExisted => "there was no such subscription",
        MqttReasonCode.UnspecifiedError => "refused, without a reason given",
        MqttReasonCode.MalformedPacket => "a packet could not be read",
        MqttReasonCode.ProtocolError => "a packet was not allowed at that point",
        MqttReasonCode.ImplementationSpecificError => "the request is not acceptable to this implementation",
        MqttReasonCode.UnsupportedProtocolVersion => "this version of MQTT is not spoken there",
        MqttReasonCode.ClientIdentifierNotValid => "the client identifier is refused",
        MqttReasonCode.BadUserNameOrPassword => "the user name or password is wrong",
        MqttReasonCode.NotAuthorised => "this is not allowed to this user",
        MqttReasonCode.ServerUnavailable => "the MQTT service is not available there",
        MqttReasonCode.ServerBusy => "the broker is busy",
        MqttReasonCode.Banned => "this client is banned",
        MqttReasonCode.ServerShuttingDown => "the broker is shutting down",
        MqttReasonCode.BadAuthenticationMethod => "this way of authentication is not supported",
        MqttReasonCode.KeepAliveTimeout => "nothing was heard within the keepalive time",
        MqttReasonCode.SessionTakenOver => "another connection uses the same client identifier",
        MqttReasonCode.TopicFilterInvalid => "the topic filter is not accepted",
        MqttReasonCode.TopicNameInvalid => "the topic name is not accepted",
        MqttReasonCode.PacketIdentifierInUse => "the packet identifier is in use already",
        MqttReasonCode.PacketIdentifierNotFound => "the packet identifier is not known",
        MqttReasonCode.ReceiveMaximumExceeded => "more unacknowledged messages than were allowed",
        MqttReasonCode.TopicAliasInvalid => "the topic alias is not valid",
        MqttReasonCode.PacketTooLarge => "the packet is too large",
        MqttReasonCode.MessageRateTooHigh => "messages come too fast",
        MqttReasonCode.QuotaExceeded => "a limit of the broker is reached",
        MqttReasonCode.AdministrativeAction => "an administrator ended it",
        MqttReasonCode.PayloadFormatInvalid => "the payload is not of its declared format",
        MqttReasonCode.RetainNotSupported => "retained messages are not supported",
        MqttReasonCode.QosNotSupported => "this quality of service is not supported",
        MqttReasonCode.UseAnotherServer => "another broker is to be used for now",
        MqttReasonCode.ServerMoved => "the broker has moved",
        MqttReasonCode.SharedSubscriptionsNotSupported => "shared subscriptions are not supported",
        MqttReasonCode.ConnectionRateExceeded => "connections come too fast",
        MqttReasonCode.MaximumConnectTime => "the connection has lasted as long as is allowed",
        MqttReasonCode.SubscriptionIdentifiersNotSupported => "subscription identifiers are not supported",
        MqttReasonCode.WildcardSubscriptionsNotSupported => "wildcards in topic filters are not supported",
        _ => $"reason code 0x{(byte)code:X2}",
    };

    /// <summary>The code of 5.0 that means what a return code of 3.1.1's CONNACK means (3.1.1, table 3.1); null for a reserved one.</summary>
    public static MqttReasonCode? OfReturnCode(byte returnCode) => returnCode switch
    {
        0 => MqttReasonCode.Success,
        1 => MqttReasonCode.UnsupportedProtocolVersion,
        2 => MqttReasonCode.ClientIdentifierNotValid,
        3 => MqttReasonCode.ServerUnavailable,
        4 => MqttReasonCode.BadUserNameOrPassword,
        5 => MqttReasonCode.NotAuthorised,
        _ => null,
    };

    private static int PacketsOf(MqttReasonCode code) => code switch
    {
        MqttReasonCode.Success => ConnAck | Publishing | PubRel | PubComp | SubAck | UnsubAck | Disconnect | Auth,
        MqttReasonCode.GrantedQos1 or MqttReasonCode.GrantedQos2 => SubAck,
        MqttReasonCode.NoMatchingSubscribers => Publishing,
        MqttReasonCode.NoSubscriptionExisted => UnsubAck,
        MqttReasonCode.ContinueAuthentication => Auth,
        MqttReasonCode.UnspecifiedError or MqttReasonCode.ImplementationSpecificError or MqttReasonCode.NotAuthorised =>
            ConnAck | Publishing | SubAck | UnsubAck | Disconnect,
        MqttReasonCode.UnsupportedProtocolVersion or MqttReasonCode.ClientIdentifierNotValid or MqttReasonCode.BadUserNameOrPassword
            or MqttReasonCode.ServerUnavailable or MqttReasonCode.Banned => ConnAck,
        MqttReasonCode.MalformedPacket or MqttReasonCode.ProtocolError or MqttReasonCode.ServerBusy or MqttReasonCode.BadAuthenticationMethod
            or MqttReasonCode.PacketTooLarge or MqttReasonCode.RetainNotSupported or MqttReasonCode.QosNotSupported or MqttReasonCode.UseAnotherServer
            or MqttReasonCode.ServerMoved or MqttReasonCode.ConnectionRateExceeded => ConnAck | Disconnect,
        MqttReasonCode.ServerShuttingDown or MqttReasonCode.KeepAliveTimeout or MqttReasonCode.SessionTakenOver or MqttReasonCode.ReceiveMaximumExceeded
            or MqttReasonCode.TopicAliasInvalid or MqttReasonCode.MessageRateTooHigh or MqttReasonCode.AdministrativeAction
            or MqttReasonCode.MaximumConnectTime => Disconnect,
        MqttReasonCode.TopicFilterInvalid => SubAck | UnsubAck | Disconnect,
        MqttReasonCode.TopicNameInvalid or MqttReasonCode.PayloadFormatInvalid => ConnAck | Publishing | Disconnect,
        MqttReasonCode.PacketIdentifierInUse => Publishing | SubAck | UnsubAck,
        MqttReasonCode.PacketIdentifierNotFound => PubRel | PubComp,
        MqttReasonCode.QuotaExceeded => ConnAck | Publishing | SubAck | Disconnect,
        MqttReasonCode.SharedSubscriptionsNotSupported or MqttReasonCode.SubscriptionIdentifiersNotSupported
            or MqttReasonCode.WildcardSubscriptionsNotSupported => SubAck | Disconnect,
        _ => 0,
    };
}
