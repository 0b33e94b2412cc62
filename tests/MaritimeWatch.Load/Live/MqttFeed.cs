using MaritimeWatch.Mqtt;

namespace MaritimeWatch.Load.Live;

/// <summary>NMEA to a broker with quality of service 1, from which the service takes it with a session that the broker keeps.</summary>
/// <param name="port">The broker's.</param>
internal sealed class MqttFeed(int port) : ILiveFeed
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttClient? client;
    private Task running = Task.CompletedTask;

    public string Id => "broker";

    public bool LosesNothing => true;

    public object Source => new
    {
        Id, Kind = "mqtt", Address = $"mqtt://127.0.0.1:{port}", Topics = new[] { "ais/#" }, Payload = "Nmea", Qos = 1, ClientId = "watch", SessionExpiry = "01:00:00", ReceiveMaximum = 10_000, MessagesPerSecond = 100_000, MaxRetryDelay = "00:00:02",
    };

    public async Task ReadyAsync(ServiceProcess service, CancellationToken cancellation)
    {
        // The service's subscription must be there first: what is published before goes nowhere.
        await SourceState.SubscribedAsync(service, Id, cancellation);
        client = new MqttClient(
            new MqttOptions { Host = "127.0.0.1", Port = port, ClientId = "receiver", MaximumPendingPublishes = 10_000, SessionExpiry = TimeSpan.FromHours(1), Backoff = new MqttBackoff { Longest = TimeSpan.FromSeconds(1) } },
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
