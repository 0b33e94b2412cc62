using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Session;
using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Mqtt;

/// <summary>A client that stays connected: it connects, subscribes, takes messages, and when the connection is lost waits a while and begins again, until it is told to stop.</summary>
public sealed class MqttClient
{
    private readonly MqttOptions options;
    private readonly IReadOnlyList<MqttSubscription> subscriptions;
    private readonly MqttMessageHandler onMessage;
    private readonly Action<MqttStateChange> onState;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly MqttSession session = new();
    private volatile MqttConnection? connection;
    private bool isSubscribed;
    private int isStarted;

    /// <summary>Makes a client; <see cref="RunAsync"/> starts it.</summary>
    /// <param name="options">Whereto and how.</param>
    /// <param name="subscriptions">What is wanted; none for a client that only publishes.</param>
    /// <param name="onMessage">Takes the messages.</param>
    /// <param name="onState">Is told of each change of state, one after the other; it has to return soon. Null for nobody.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="random">Where waits are drawn from; null for a generator of the machine's.</param>
    /// <exception cref="ArgumentException">Options or subscriptions are not in order.</exception>
    public MqttClient(MqttOptions options, IReadOnlyList<MqttSubscription> subscriptions, MqttMessageHandler onMessage, Action<MqttStateChange>? onState = null, TimeProvider? time = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(subscriptions);
        ArgumentNullException.ThrowIfNull(onMessage);
        if ((options.Problem() ?? subscriptions.Select(SubscriptionRules.Problem).FirstOrDefault(problem => problem is not null)) is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        (this.options, this.subscriptions, this.onMessage) = (options, subscriptions, onMessage);
        this.onState = onState ?? (_ => { });
        this.time = time ?? TimeProvider.System;
        this.random = random ?? Random.Shared;
    }

    /// <summary>Whether there is a connection at this moment.</summary>
    public bool IsConnected => connection is not null;

    /// <summary>Runs until cancelled, then says goodbye. Once per client.</summary>
    /// <exception cref="Exception">What the handler threw: a consumer that fails is not served again.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref isStarted, 1) != 0)
        {
            throw new InvalidOperationException("A client runs once.");
        }

        var failures = 0;
        try
        {
            while (true)
            {
                onState(new MqttStateChange(MqttState.Connecting));
                var started = time.GetTimestamp();
                var (failure, wasConnected) = await ConnectOnceAsync(cancellation).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                failures = wasConnected && time.GetElapsedTime(started) >= options.Backoff.StableAfter ? 1 : failures + 1;
                var wait = options.Backoff.Delay(failures, random.NextDouble());
                onState(new MqttStateChange(MqttState.Waiting) { Failure = failure, RetryAfter = wait });
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The way it is stopped.
        }
        finally
        {
            session.Abandon(new MqttFailure(MqttFailureKind.Stopped, "the client was stopped"));
            onState(new MqttStateChange(MqttState.Stopped));
        }
    }

    /// <summary>
    /// Publishes. QoS 0 is written to the connection at hand, and fails where there is none. QoS 1 and 2 wait until the broker has taken the message, however many connections that takes;
    /// where the broker forgets the session, a message of QoS 1 is sent anew, and one of QoS 2 that was under way fails, since it might come twice.
    /// </summary>
    /// <remarks>Cancelling ends the waiting alone; a message that was not yet under way is then not sent. Never wait for QoS 1 or 2 in the handler of messages.</remarks>
    /// <exception cref="MqttException">The broker does not take such a message, there is no connection (QoS 0), the session is lost (QoS 2), or the client was stopped.</exception>
    /// <exception cref="ArgumentException">The topic or the properties are not in order.</exception>
    public async Task<MqttPublishResult> PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain = false, MqttMessageProperties? properties = null, CancellationToken cancellation = default)
    {
        if (qos == MqttQos.AtMostOnce)
        {
            var connection = this.connection ?? throw new MqttException(new MqttFailure(MqttFailureKind.NotConnected, "there is no connection"));
            await connection.PublishAsync(topic, payload, retain, properties, cancellation).ConfigureAwait(false);
            return default;
        }

        if ((TopicName.Problem(topic) ?? MqttOptionRules.Problem(properties)) is { } problem)
        {
            throw new ArgumentException(problem, nameof(topic));
        }

        return await session.Outgoing.AddAsync(new OutgoingPublish(options.Version, topic, payload.Span, qos, retain, properties), options.MaximumPendingPublishes, cancellation).ConfigureAwait(false);
    }

    private async Task<(MqttFailure Failure, bool WasConnected)> ConnectOnceAsync(CancellationToken cancellation)
    {
        MqttConnection connection;
        try
        {
            connection = await MqttConnection.ConnectAsync(options, session, onMessage, time, cancellation).ConfigureAwait(false);
        }
        catch (MqttException failure)
        {
            return (failure.Failure, false);
        }

        await using (connection.ConfigureAwait(false))
        {
            this.connection = connection;
            onState(new MqttStateChange(MqttState.Connected) { Server = connection.Server });
            try
            {
                await SubscribeAsync(connection, cancellation).ConfigureAwait(false);
                await connection.Completion.WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (MqttException failure) when (failure.Failure.Kind == MqttFailureKind.RequestTimeout)
            {
                return (failure.Failure, true);
            }
            catch (MqttException)
            {
                // The connection ended while subscribing, for the reason that it tells itself.
            }
            finally
            {
                this.connection = null;
            }

            var end = await connection.Completion.ConfigureAwait(false);
            if (connection.HandlerFailure is { } fault)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
            }

            return (end, true);
        }
    }

    private async Task SubscribeAsync(MqttConnection connection, CancellationToken cancellation)
    {
        isSubscribed &= connection.Server.SessionPresent;
        IReadOnlyList<MqttSubscribeResult> results = [];
        if (!isSubscribed && subscriptions.Count > 0)
        {
            results = await connection.SubscribeAsync(subscriptions, cancellation).ConfigureAwait(false);
            isSubscribed = true;
        }

        onState(new MqttStateChange(MqttState.Subscribed) { Subscriptions = results });
    }
}
