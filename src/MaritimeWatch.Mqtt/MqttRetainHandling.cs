namespace MaritimeWatch.Mqtt;

/// <summary>Whether a subscription brings the messages that the broker retains (MQTT 5.0, section 3.8.3.1); the number is the one on the wire.</summary>
public enum MqttRetainHandling : byte
{
    /// <summary>Each time it is made.</summary>
    AtSubscribe = 0,

    /// <summary>When it did not exist before.</summary>
    IfNew = 1,

    /// <summary>Never.</summary>
    Never = 2,
}
