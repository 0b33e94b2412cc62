namespace MaritimeWatch.Mqtt;

/// <summary>Why a packet was answered as it was: MQTT 5.0, section 2.4. The return codes of 3.1.1 are told by the code of 5.0 that means the same.</summary>
public enum MqttReasonCode : byte
{
    /// <summary>Success; a normal disconnection; QoS 0 granted.</summary>
    Success = 0x00,

    /// <summary>Subscribed with QoS 1.</summary>
    GrantedQos1 = 0x01,

    /// <summary>Subscribed with QoS 2.</summary>
    GrantedQos2 = 0x02,

    /// <summary>The client leaves and wants its will published.</summary>
    DisconnectWithWill = 0x04,

    /// <summary>Taken, but nobody subscribes to the topic.</summary>
    NoMatchingSubscribers = 0x10,

    /// <summary>There was no such subscription.</summary>
    NoSubscriptionExisted = 0x11,

    /// <summary>A step of enhanced authentication.</summary>
    ContinueAuthentication = 0x18,

    /// <summary>A new round of enhanced authentication.</summary>
    Reauthenticate = 0x19,

    /// <summary>Refused without a reason.</summary>
    UnspecifiedError = 0x80,

    /// <summary>A packet that cannot be read.</summary>
    MalformedPacket = 0x81,

    /// <summary>A packet that may not come here.</summary>
    ProtocolError = 0x82,

    /// <summary>Valid, but not done by this implementation.</summary>
    ImplementationSpecificError = 0x83,

    /// <summary>The broker does not speak this version of MQTT.</summary>
    UnsupportedProtocolVersion = 0x84,

    /// <summary>The client identifier is refused.</summary>
    ClientIdentifierNotValid = 0x85,

    /// <summary>User name or password is wrong.</summary>
    BadUserNameOrPassword = 0x86,

    /// <summary>Not allowed to do this.</summary>
    NotAuthorised = 0x87,

    /// <summary>The broker is not available.</summary>
    ServerUnavailable = 0x88,

    /// <summary>The broker is busy.</summary>
    ServerBusy = 0x89,

    /// <summary>The client is banned.</summary>
    Banned = 0x8A,

    /// <summary>The broker is shutting down.</summary>
    ServerShuttingDown = 0x8B,

    /// <summary>The way of authentication is not supported.</summary>
    BadAuthenticationMethod = 0x8C,

    /// <summary>Nothing was heard within the keepalive time.</summary>
    KeepAliveTimeout = 0x8D,

    /// <summary>Another connection uses the same client identifier.</summary>
    SessionTakenOver = 0x8E,

    /// <summary>The topic filter is not accepted here.</summary>
    TopicFilterInvalid = 0x8F,

    /// <summary>The topic name is not accepted here.</summary>
    TopicNameInvalid = 0x90,

    /// <summary>The packet identifier is in use.</summary>
    PacketIdentifierInUse = 0x91,

    /// <summary>The packet identifier is not known.</summary>
    PacketIdentifierNotFound = 0x92,

    /// <summary>More unacknowledged messages than were allowed.</summary>
    ReceiveMaximumExceeded = 0x93,

    /// <summary>A topic alias out of range.</summary>
    TopicAliasInvalid = 0x94,

    /// <summary>A packet larger than was allowed.</summary>
    PacketTooLarge = 0x95,

    /// <summary>Too many messages in too short a time.</summary>
    MessageRateTooHigh = 0x96,

    /// <summary>A limit of the broker is reached.</summary>
    QuotaExceeded = 0x97,

    /// <summary>An administrator ended it.</summary>
    AdministrativeAction = 0x98,

    /// <summary>The payload is not of the format that was declared.</summary>
    PayloadFormatInvalid = 0x99,

    /// <summary>The broker keeps no retained messages.</summary>
    RetainNotSupported = 0x9A,

    /// <summary>The broker does not do this quality of service.</summary>
    QosNotSupported = 0x9B,

    /// <summary>Another broker is to be used for now.</summary>
    UseAnotherServer = 0x9C,

    /// <summary>Another broker is to be used from now on.</summary>
    ServerMoved = 0x9D,

    /// <summary>The broker does no shared subscriptions.</summary>
    SharedSubscriptionsNotSupported = 0x9E,

    /// <summary>Connections come too fast.</summary>
    ConnectionRateExceeded = 0x9F,

    /// <summary>The connection has lasted as long as is allowed.</summary>
    MaximumConnectTime = 0xA0,

    /// <summary>The broker does no subscription identifiers.</summary>
    SubscriptionIdentifiersNotSupported = 0xA1,

    /// <summary>The broker does no wildcards in filters.</summary>
    WildcardSubscriptionsNotSupported = 0xA2,
}
