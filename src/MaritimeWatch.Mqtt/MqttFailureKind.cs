namespace MaritimeWatch.Mqtt;

/// <summary>Why there is no connection, in kinds that call for different things to be done.</summary>
public enum MqttFailureKind
{
    /// <summary>The host's name has no address.</summary>
    NameNotFound,

    /// <summary>The host is there and nothing listens on the port.</summary>
    ConnectionRefused,

    /// <summary>No way to the host.</summary>
    Unreachable,

    /// <summary>TCP, TLS or the WebSocket's opening was not done in time.</summary>
    ConnectTimeout,

    /// <summary>TLS failed: certificate, name, version.</summary>
    TlsFailed,

    /// <summary>The host answers HTTP but opens no WebSocket that speaks MQTT.</summary>
    WebSocketRefused,

    /// <summary>The connection was accepted and CONNECT never answered.</summary>
    NoAnswer,

    /// <summary>User name or password is wrong.</summary>
    BadCredentials,

    /// <summary>The broker knows the user and does not allow it.</summary>
    NotAuthorised,

    /// <summary>The broker refuses for another reason: see the reason code.</summary>
    Refused,

    /// <summary>The broker sent what the protocol does not allow.</summary>
    ProtocolError,

    /// <summary>The broker sent a packet larger than the limit.</summary>
    PacketTooLarge,

    /// <summary>The connection is open and nothing comes over it: PINGREQ was not answered.</summary>
    KeepAliveTimeout,

    /// <summary>The broker said goodbye: see the reason code.</summary>
    ServerDisconnected,

    /// <summary>Another client took the client identifier over.</summary>
    TakenOver,

    /// <summary>The connection broke without a word.</summary>
    ConnectionLost,

    /// <summary>What was asked is beyond what the broker said it does, or the broker refused this one request.</summary>
    RequestRefused,

    /// <summary>A request was not answered in time.</summary>
    RequestTimeout,

    /// <summary>The broker has forgotten the session; whether it had taken the message is not known.</summary>
    SessionLost,

    /// <summary>There is no connection at this moment.</summary>
    NotConnected,

    /// <summary>The consumer of messages failed.</summary>
    ConsumerFailed,

    /// <summary>The client itself has failed: a defect of its own, and none of the broker or the network.</summary>
    ClientFailed,

    /// <summary>Ended by this side.</summary>
    Stopped,
}
