using MaritimeWatch.Mqtt;
using MaritimeWatch.Simulator.Playback;

namespace MaritimeWatch.Service.Commands;

/// <summary>Lines as messages of an MQTT broker, each acknowledged by the broker (QoS 1); what a report is encoded to is one message.</summary>
internal sealed class MqttLineSink : ILineSink
{
    /// <summary>Where the address names no topic.</summary>
    public const string DefaultTopic = "ais/nmea";

    private const int MostAttempts = 10;
    private const int MostOnTheWay = 500;

    private readonly string topic;
    private readonly MqttClient client;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource<string> givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<Task<MqttPublishResult>> onTheWay = new();
    private readonly Action<string> notice;
    private readonly Task running;
    private int failures;

    private MqttLineSink(MqttOptions options, string topic, Action<string> notice)
    {
        (this.topic, this.notice) = (topic, notice);
        client = new MqttClient(options, [], (_, _) => ValueTask.CompletedTask, Tell);
        running = client.RunAsync(stopping.Token);
    }

    /// <summary>A sink for <c>mqtt://[USER:PASSWORD@]HOST[:PORT][/TOPIC]</c>, or <c>mqtts://</c>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="notice">Told in a sentence when the connection fails and when it is back.</param>
    /// <exception cref="CommandFailedException">It is no such address.</exception>
    public static MqttLineSink Open(string address, Action<string> notice)
    {
        var slash = address.IndexOf('/', address.IndexOf("://", StringComparison.Ordinal) + 3);
        var topic = slash < 0 || slash == address.Length - 1 ? DefaultTopic : address[(slash + 1)..];
        if (!MqttOptions.TryParse(slash < 0 ? address : address[..slash], out var options, out var problem))
        {
            throw new CommandFailedException($"--to: {problem}", ExitCode.WrongUsage);
        }

        if (topic.AsSpan().IndexOfAny('+', '#', '\0') >= 0)
        {
            throw new CommandFailedException($"--to: the topic '{topic}' has a wildcard; traffic goes to one topic", ExitCode.WrongUsage);
        }

        return new MqttLineSink(options, topic, notice);
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> sentences, CancellationToken cancellation)
    {
        while (onTheWay.Count >= MostOnTheWay)
        {
            await SettleAsync(cancellation);
        }

        onTheWay.Enqueue(client.PublishAsync(topic, sentences.TrimEnd("\r\n"u8), MqttQos.AtLeastOnce, cancellation: cancellation));
    }

    /// <inheritdoc/>
    /// <exception cref="PlaybackException">The broker does not take the traffic, or nobody answered ten times in a row.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        while (onTheWay.Count > 0)
        {
            await SettleAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;

        // What is still on its way fails with the client, and nobody waits for it.
        await Task.WhenAll(onTheWay).ContinueWith(_ => { }, TaskScheduler.Default);
        stopping.Dispose();
    }

    /// <summary>Waits for the oldest message.</summary>
    private async Task SettleAsync(CancellationToken cancellation)
    {
        var oldest = onTheWay.Peek();
        if (await Task.WhenAny(oldest, givenUp.Task).WaitAsync(cancellation) == givenUp.Task)
        {
            throw new PlaybackException(await givenUp.Task);
        }

        _ = onTheWay.Dequeue();
        try
        {
            if (await oldest is { Taken: false } refused)
            {
                throw new PlaybackException($"the broker refuses a message: {refused.Words ?? refused.Code.ToString()}");
            }
        }
        catch (MqttException refused)
        {
            throw new PlaybackException(refused.Message);
        }
    }

    private void Tell(MqttStateChange change)
    {
        if (change is { State: MqttState.Waiting, Failure: { } failure })
        {
            failures++;
            if (failures == MostAttempts || failure.Kind is MqttFailureKind.BadCredentials or MqttFailureKind.NotAuthorised or MqttFailureKind.TlsFailed)
            {
                givenUp.TrySetResult(failure.Words);
            }
            else if (failures == 1)
            {
                notice($"{failure.Words}; trying again");
            }
        }
        else if (change.State == MqttState.Connected)
        {
            if (failures > 0)
            {
                notice("connected to the broker");
            }

            failures = 0;
        }
    }
}
