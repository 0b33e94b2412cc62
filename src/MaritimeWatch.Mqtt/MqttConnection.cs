using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Session;
using MaritimeWatch.Mqtt.Topics;
using MaritimeWatch.Mqtt.Transport;
using MaritimeWatch.Mqtt.Wire;

namespace MaritimeWatch.Mqtt;

/// <summary>One network connection to a broker, from CONNECT to its end. It does not connect again: <see cref="MqttClient"/> does.</summary>
public sealed class MqttConnection : IAsyncDisposable
{
    /// <summary>Filters to a packet: more only makes a refusal harder to place.</summary>
    private const int FiltersToAPacket = 100;

    private readonly MqttOptions options;
    private readonly TimeProvider time;
    private readonly ConnectionLife life;

    private MqttConnection(MqttOptions options, TimeProvider time, ConnectionLife life, MqttServer server) =>
        (this.options, this.time, this.life, Server) = (options, time, life, server);

    /// <summary>What the broker said of itself.</summary>
    public MqttServer Server { get; }

    /// <summary>Why the connection ended. It never fails, and no handler is at work any more when it is done.</summary>
    public Task<MqttFailure> Completion => life.Completion;

    /// <summary>What the handler threw, where that ended the connection.</summary>
    internal Exception? HandlerFailure => life.HandlerFailure;

    /// <inheritdoc cref="ConnectionLife.IsReading"/>
    internal bool IsReading => life.IsReading;

    /// <summary>Connects.</summary>
    /// <param name="options">Whereto and how.</param>
    /// <param name="session">What is known from earlier connections; a new one for none. One connection at a time.</param>
    /// <param name="onMessage">Takes the messages.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="MqttException">It failed, in words.</exception>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static async Task<MqttConnection> ConnectAsync(MqttOptions options, MqttSession session, MqttMessageHandler onMessage, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(onMessage);
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        time ??= TimeProvider.System;
        var link = await Dialler.OpenAsync(options, time, cancellation).ConfigureAwait(false);
        try
        {
            var intake = new PacketIntake(link.Stream, options.Version, options.MaximumPacketBytes);
            var server = await Handshake.ShakeAsync(link, intake, options, session, time, cancellation).ConfigureAwait(false);
            return new MqttConnection(options, time, new ConnectionLife(link, intake, options, session, server, onMessage, time), server);
        }
        catch (Exception failure)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            if (failure is MqttException || cancellation.IsCancellationRequested)
            {
                throw;
            }

            throw new MqttException(new MqttFailure(MqttFailureKind.ClientFailed, $"the MQTT client failed by itself: {failure.GetType().Name}: {failure.Message.TrimEnd('.')}"), failure);
        }
    }

    /// <summary>Publishes a message of QoS 0: it is written, and nothing more is known of it. It waits while the broker is slow to read; cancelled then, it is not sent.</summary>
    /// <exception cref="MqttException">The connection has ended, or the broker does not take such a message.</exception>
    /// <exception cref="ArgumentException">The topic or the properties are not in order.</exception>
    public async ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain = false, MqttMessageProperties? properties = null, CancellationToken cancellation = default)
    {
        Check(topic, properties);
        await life.Queue.WaitForRoomAsync().WaitAsync(cancellation).ConfigureAwait(false);
        lock (life.Session.Gate)
        {
            life.ThrowIfEnded();
            var buffer = life.Queue.Buffer;
            var before = buffer.Length;
            var size = PublishPacket.Write(buffer, options.Version, topic, payload.Span, MqttQos.AtMostOnce, retain, 0, properties);
            if (Server.Objection(MqttQos.AtMostOnce, retain, size) is { } objection)
            {
                buffer.CutTo(before);
                throw new MqttException(objection);
            }
        }

        life.Queue.Flush();
    }

    /// <summary>Publishes a message of any QoS, and with 1 and 2 waits until the broker has taken it, on this connection of the session or a later one.</summary>
    /// <remarks>Cancelling ends the waiting alone: the message stays with the session.</remarks>
    /// <exception cref="MqttException">The broker does not take such a message, or the session is lost or abandoned.</exception>
    /// <exception cref="ArgumentException">The topic or the properties are not in order.</exception>
    public async Task<MqttPublishResult> PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain = false, MqttMessageProperties? properties = null, CancellationToken cancellation = default)
    {
        if (qos == MqttQos.AtMostOnce)
        {
            await PublishAsync(topic, payload, retain, properties, cancellation).ConfigureAwait(false);
            return default;
        }

        Check(topic, properties);
        return await life.Session.Outgoing.AddAsync(new OutgoingPublish(options.Version, topic, payload.Span, qos, retain, properties), options.MaximumPendingPublishes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Subscribes.</summary>
    /// <returns>What became of each filter, in their order: some may be refused and the others not.</returns>
    /// <exception cref="MqttException">The connection has ended, or the broker did not answer in time.</exception>
    /// <exception cref="ArgumentException">A subscription is not in order.</exception>
    public async Task<IReadOnlyList<MqttSubscribeResult>> SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        var results = new MqttSubscribeResult[subscriptions.Count];
        var groups = new Dictionary<(int? Identifier, int Packet), List<int>>();
        for (var i = 0; i < subscriptions.Count; i++)
        {
            if (SubscriptionRules.Problem(subscriptions[i]) is { } problem)
            {
                throw new ArgumentException(problem, nameof(subscriptions));
            }

            if (SubscriptionRules.Objection(subscriptions[i], Server) is { } objection)
            {
                results[i] = objection;
                continue;
            }

            var packet = 0;
            while (groups.TryGetValue((subscriptions[i].Identifier, packet), out var full) && full.Count == FiltersToAPacket)
            {
                packet++;
            }

            (groups.TryGetValue((subscriptions[i].Identifier, packet), out var group) ? group : groups[(subscriptions[i].Identifier, packet)] = []).Add(i);
        }

        foreach (var group in groups.Values)
        {
            MqttSubscription[] asked = [.. group.Select(i => subscriptions[i])];
            var answer = await AskAsync(PacketType.SubAck, asked.Length, (buffer, id) => SubscribePacket.Write(buffer, options.Version, id, asked), cancellation).ConfigureAwait(false);
            for (var i = 0; i < group.Count; i++)
            {
                results[group[i]] = SubscriptionRules.Result(asked[i].Filter, answer.Codes[i], answer.ReasonString);
            }
        }

        return results;
    }

    /// <summary>Unsubscribes.</summary>
    /// <returns>What became of each filter, in their order; under 3.1.1 a broker says nothing of each.</returns>
    /// <exception cref="MqttException">The connection has ended, or the broker did not answer in time.</exception>
    public async Task<IReadOnlyList<MqttSubscribeResult>> UnsubscribeAsync(IReadOnlyList<TopicFilter> filters, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var results = new List<MqttSubscribeResult>(filters.Count);
        foreach (var part in filters.Chunk(FiltersToAPacket))
        {
            string[] texts = [.. part.Select(filter => filter.Text)];
            var answer = await AskAsync(PacketType.UnsubAck, texts.Length, (buffer, id) => SubscribePacket.WriteUnsubscribe(buffer, options.Version, id, texts), cancellation).ConfigureAwait(false);
            results.AddRange(part.Select((filter, i) => SubscriptionRules.Result(filter, answer.Codes.Length > i ? answer.Codes[i] : MqttReasonCode.Success, answer.ReasonString)));
        }

        return results;
    }

    /// <summary>Says goodbye and closes the connection.</summary>
    /// <param name="withWill">Whether the broker is to publish the will all the same. MQTT 5.0; under 3.1.1 the connection is closed without a goodbye, which does it.</param>
    /// <returns>When all is over.</returns>
    public async Task DisconnectAsync(bool withWill = false)
    {
        var code = withWill ? MqttReasonCode.DisconnectWithWill : MqttReasonCode.Success;
        life.End(new MqttFailure(MqttFailureKind.Stopped, "ended by this side"), withWill && options.Version == MqttVersion.V311 ? null : code);
        await Completion.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(DisconnectAsync());

    private static void Check(string topic, MqttMessageProperties? properties)
    {
        if ((TopicName.Problem(topic) ?? MqttOptionRules.Problem(properties)) is { } problem)
        {
            throw new ArgumentException(problem, nameof(topic));
        }
    }

    private async Task<SubscribeAckPacket> AskAsync(PacketType answer, int filters, Func<PacketBuffer, ushort, int> write, CancellationToken cancellation)
    {
        await life.Queue.WaitForRoomAsync().WaitAsync(cancellation).ConfigureAwait(false);
        Task<SubscribeAckPacket> answered;
        lock (life.Session.Gate)
        {
            life.ThrowIfEnded();
            answered = life.Requests.Add(answer, filters, out var id);
            write(life.Queue.Buffer, id);
        }

        life.Queue.Flush();
        var (asked, worked) = (time.GetTimestamp(), life.Worked);
        for (var left = options.AnswerTimeout; left > TimeSpan.Zero; left = options.AnswerTimeout - (time.GetElapsedTime(asked) - (life.Worked - worked)))
        {
            try
            {
                return await answered.WaitAsync(left, time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // While the consumer was at work nothing was read, and that time is not the broker's.
            }
        }

        throw new MqttException(new MqttFailure(MqttFailureKind.RequestTimeout, $"{options.Address} did not answer with {PacketNames.Of(answer)} within {options.AnswerTimeout.TotalSeconds:0.###} s"));
    }
}
