namespace MaritimeWatch.Mqtt;

/// <summary>How the broker took a message of QoS 1 or 2; of QoS 0 nothing is known but that it was written.</summary>
/// <param name="Code">Below 0x80: taken. Under 3.1.1, which has no codes, always <see cref="MqttReasonCode.Success"/>.</param>
/// <param name="Words">The broker's reason; null where it took the message without one.</param>
public readonly record struct MqttPublishResult(MqttReasonCode Code, string? Words)
{
    /// <summary>Whether the broker is now responsible for the message.</summary>
    public bool Taken => Code < MqttReasonCode.UnspecifiedError;
}
