namespace MaritimeWatch.Mqtt;

/// <summary>Where a client stands.</summary>
public enum MqttState
{
    /// <summary>It tries to connect.</summary>
    Connecting,

    /// <summary>The broker has accepted it; messages may come.</summary>
    Connected,

    /// <summary>The broker has answered for each filter, or kept the subscriptions.</summary>
    Subscribed,

    /// <summary>There is no connection; another attempt is due.</summary>
    Waiting,

    /// <summary>It was told to stop, and has.</summary>
    Stopped,
}
