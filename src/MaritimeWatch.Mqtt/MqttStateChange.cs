namespace MaritimeWatch.Mqtt;

/// <summary>A client has gone from one state to another; each change is told once, in order.</summary>
/// <param name="State">The state it is in now.</param>
public sealed record MqttStateChange(MqttState State)
{
    /// <summary>What the broker said of itself; with <see cref="MqttState.Connected"/> alone.</summary>
    public MqttServer? Server { get; init; }

    /// <summary>What became of each filter; with <see cref="MqttState.Subscribed"/>, empty where the broker kept the session and its subscriptions.</summary>
    public IReadOnlyList<MqttSubscribeResult> Subscriptions { get; init; } = [];

    /// <summary>Why there is no connection; with <see cref="MqttState.Waiting"/> alone.</summary>
    public MqttFailure? Failure { get; init; }

    /// <summary>How long until the next attempt; with <see cref="MqttState.Waiting"/> alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
