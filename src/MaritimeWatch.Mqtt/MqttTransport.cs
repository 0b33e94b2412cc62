namespace MaritimeWatch.Mqtt;

/// <summary>What MQTT is carried over.</summary>
public enum MqttTransport
{
    /// <summary>TCP, in the clear: <c>mqtt://</c>, port 1883.</summary>
    Tcp,

    /// <summary>TLS: <c>mqtts://</c>, port 8883.</summary>
    Tls,

    /// <summary>WebSocket, in the clear: <c>ws://</c>, port 80.</summary>
    WebSocket,

    /// <summary>WebSocket over TLS: <c>wss://</c>, port 443.</summary>
    WebSocketTls,
}
