using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt;

/// <summary>What became of one filter of a SUBSCRIBE or UNSUBSCRIBE.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Code">The broker's code for it; under 3.1.1 a refusal is always <see cref="MqttReasonCode.UnspecifiedError"/>.</param>
/// <param name="Words">Why it was refused; null where it was not.</param>
public sealed record MqttSubscribeResult(TopicFilter Filter, MqttReasonCode Code, string? Words)
{
    /// <summary>Whether it was done.</summary>
    public bool Done => Code < MqttReasonCode.UnspecifiedError;

    /// <summary>The quality of service that was granted; null where the filter was refused, and of no meaning after UNSUBSCRIBE.</summary>
    public MqttQos? Granted => Code <= MqttReasonCode.GrantedQos2 ? (MqttQos)Code : null;
}
