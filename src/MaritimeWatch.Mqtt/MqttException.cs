namespace MaritimeWatch.Mqtt;

/// <summary>A request that failed, or a connection that could not be made.</summary>
public sealed class MqttException : Exception
{
    /// <summary>Makes one.</summary>
    public MqttException(MqttFailure failure, Exception? cause = null)
        : base(failure.Words, cause) => Failure = failure;

    /// <summary>What failed.</summary>
    public MqttFailure Failure { get; }
}
