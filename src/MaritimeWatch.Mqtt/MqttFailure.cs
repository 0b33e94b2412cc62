namespace MaritimeWatch.Mqtt;

/// <summary>A failure as a person is told about it.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Words">One plain sentence, without a full stop, that names the broker's own words where it gave any.</param>
/// <param name="ReasonCode">The reason code that was received, or that was sent with DISCONNECT; null where there was none.</param>
/// <param name="ServerReference">The other broker that the broker named (MQTT 5.0, section 4.11); it is told, never followed.</param>
public sealed record MqttFailure(MqttFailureKind Kind, string Words, MqttReasonCode? ReasonCode = null, string? ServerReference = null)
{
    /// <inheritdoc/>
    public override string ToString() => Words;
}
