namespace MaritimeWatch.Mqtt;

/// <summary>Quality of service of a message; the number is the one on the wire.</summary>
public enum MqttQos : byte
{
    /// <summary>Sent once and forgotten: a lost connection loses it.</summary>
    AtMostOnce = 0,

    /// <summary>Sent until it is acknowledged: it may come twice.</summary>
    AtLeastOnce = 1,

    /// <summary>Handed over in two steps: it comes once.</summary>
    ExactlyOnce = 2,
}
