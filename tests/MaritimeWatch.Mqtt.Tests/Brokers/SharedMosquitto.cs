namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>One mosquitto for all tests that need nothing of it but that it is there.</summary>
public sealed class SharedMosquitto : IAsyncLifetime
{
    private Mosquitto? broker;
    private int names;

    internal Mosquitto Broker => broker!;

    /// <summary>Options with a client identifier and a topic that no other test uses.</summary>
    internal (MqttOptions Options, string Topic) Fresh(MqttVersion version)
    {
        var name = $"t{Interlocked.Increment(ref names)}";
        return (Broker.Options with { Version = version, ClientId = name }, $"test/{name}");
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => broker = await Mosquitto.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Broker.DisposeAsync();
}
