using MaritimeWatch.Mqtt;

namespace MaritimeWatch.Load.Live;

/// <summary>NMEA to a broker with quality of service 1, from which the service takes it with a session that the broker keeps.</summary>
/// <param name="host">The broker's address.</param>
/// <param name="port">The broker's port.</param>
internal sealed class MqttFeed(string host, int port) : ILiveFeed
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttClient? client;
    private Task running = Task.CompletedTask;

    public string Id => "broker";

    public bool LosesNothing => true;

    public object Source => new
    {
        Id, Kind = "mqtt", Address = $"mqtt://{host}:{port}", Topics = new[] { "ais/#" }, Payload = "Nmea", Qos = 1, ClientId = "watch", SessionExpiry = "01:00:00", ReceiveMaximum = 10_000, MessagesPerSecond = 100_000, MaxRetryDelay = "00:00:02", KeepAlive = "00:00:05", ConnectTimeout = "00:00:03",
    };

    public async Task ReadyAsync(ServiceProcess service, CancellationToken cancellation)
    {
        // The service's subscription must be there first: what is published before goes nowhere.
        await SourceState.SubscribedAsync(service, Id, cancellation);
        client = new MqttClient(
            new MqttOptions { Host = host, Port = port, KeepAlive = TimeSpan.FromSeconds(5), PingTimeout = TimeSpan.FromSeconds(3), ConnectTimeout = TimeSpan.FromSeconds(3), ClientId = "receiver", MaximumPendingPublishes = 10_000, SessionExpiry = TimeSpan.FromHours(1), Backoff = new MqttBackoff { Longest = TimeSpan.FromSeconds(1) } },
            [], (_, _) => ValueTask.CompletedTask, change =>
            {
                if (change.State == MqttState.Connected)
                {
                    connected.TrySetResult();
                }
            });
        running = client.RunAsync(stopping.Token);
        await connected.Task.WaitAsync(cancellation);
    }

    public Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancellation) =>
        Task.WhenAll(messages.Select(message => client!.PublishAsync("ais/raw", message, MqttQos.AtLeastOnce, cancellation: cancellation)));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }
}
