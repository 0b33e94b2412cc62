namespace MaritimeWatch.Mqtt;

/// <summary>The protocol spoken with the broker; the number is the protocol level of CONNECT.</summary>
public enum MqttVersion : byte
{
    /// <summary>MQTT 3.1.1 (OASIS, 2014).</summary>
    V311 = 4,

    /// <summary>MQTT 5.0 (OASIS, 2019).</summary>
    V5 = 5,
}
