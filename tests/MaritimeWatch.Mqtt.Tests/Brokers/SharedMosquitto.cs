namespace MaritimeWatch.Mqtt.Tests.Brokers;

/// <summary>One mosquitto for all tests that need nothing of it but that it is there.</summary>
public sealed class SharedMosquitto : IAsyncLifetime
{
    private Mosquitto? _broker;
    private int _names;

    internal Mosquitto Broker => _broker!;

    /// <summary>Options with a client identifier and a topic that no other test uses.</summary>
    internal (MqttOptions Options, string Topic) Fresh(MqttVersion version)
    {
        var name = $"t{Interlocked.Increment(ref _names)}";
        return (Broker.Options with { Version = version, ClientId = name }, $"test/{name}");
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => _broker = await Mosquitto.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Broker.DisposeAsync();
}
