namespace MaritimeWatch.Mqtt.Packets;

/// <summary>What is wrong with bytes that were received. A value: hostile input is ordinary, not exceptional.</summary>
/// <param name="Code">The reason code for DISCONNECT.</param>
/// <param name="Words">What is wrong, in words; never null in a fault that was set.</param>
internal readonly record struct MqttFault(MqttReasonCode Code, string Words)
{
    /// <summary>Whether there is one.</summary>
    public bool IsSet => Words is not null;

    public static MqttFault Malformed(string words) => new(MqttReasonCode.MalformedPacket, words);

    public static MqttFault Protocol(string words) => new(MqttReasonCode.ProtocolError, words);
}
