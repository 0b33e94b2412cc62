using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Session;
using MaritimeWatch.Mqtt.Transport;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>The tasks of a connection that was accepted: receiving, sending, keeping alive, and ending once.</summary>
internal sealed class ConnectionLife
{
    /// <summary>How long the last packets may take. By the machine's clock: it bounds work, not protocol.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly BrokerLink link;
    private readonly PacketIntake intake;
    private readonly MqttOptions options;
    private readonly MqttMessageHandler onMessage;
    private readonly KeepAlive keepAlive;
    private readonly TopicCache topics;
    private readonly CancellationTokenSource consumer = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttFailure? failure;

    public ConnectionLife(BrokerLink link, PacketIntake intake, MqttOptions options, MqttSession session, MqttServer server, MqttMessageHandler onMessage, TimeProvider time)
    {
        (this.link, this.intake, this.options, Session, this.onMessage) = (link, intake, options, session, onMessage);
        Queue = new SendQueue(session.Gate, time);
        Requests = new PendingRequests(session.Ids);
        topics = new TopicCache(options.Version == MqttVersion.V5 ? options.TopicAliasMaximum : 0);
        // A server that wants no keepalive gets ours all the same: it is how this side finds out that the connection is dead.
        keepAlive = new KeepAlive(time, server.KeepAlive > TimeSpan.Zero ? server.KeepAlive : options.KeepAlive, options.PingTimeout, Queue, Ping, OnSilence);
        lock (session.Gate)
        {
            session.Attach(Queue, options, server);
        }

        Queue.Flush();
        Completion = LiveAsync();
    }

    public MqttSession Session { get; }

    public SendQueue Queue { get; }

    public PendingRequests Requests { get; }

    public Task<MqttFailure> Completion { get; }

    /// <summary>What the handler threw.</summary>
    public Exception? HandlerFailure { get; private set; }

    /// <summary>Whether the broker is being listened to, and nothing received waits to be worked on.</summary>
    public bool IsReading => keepAlive.IsReading;

    /// <inheritdoc cref="KeepAlive.Worked"/>
    public TimeSpan Worked => keepAlive.Worked;

    /// <summary>Under the session's lock.</summary>
    public void ThrowIfEnded()
    {
        if (this.failure is { } failure)
        {
            throw new MqttException(new MqttFailure(MqttFailureKind.NotConnected, $"there is no connection: {failure.Words}", failure.ReasonCode));
        }
    }

    /// <summary>Ends the connection, unless it has ended.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="code">The reason code of DISCONNECT; null for leaving without a word.</param>
    public void End(MqttFailure failure, MqttReasonCode? code)
    {
        lock (Session.Gate)
        {
            if (this.failure is not null)
            {
                return;
            }

            this.failure = failure;
            Session.Detach();
            Requests.Fail(failure);
            // Under 3.1.1 DISCONNECT means a wanted end, and throws the will away: it is no answer to an error.
            if (code is { } reason && (options.Version == MqttVersion.V5 || reason == MqttReasonCode.Success))
            {
                DisconnectPacket.Write(Queue.Buffer, options.Version, reason);
            }

            Queue.Complete();
        }

        ending.TrySetResult();
        consumer.Cancel();
    }

    private async Task<MqttFailure> LiveAsync()
    {
        var sending = SendAsync();
        var receiving = ReceiveAsync();
        await ending.Task.ConfigureAwait(false);
        keepAlive.Dispose();
        closing.CancelAfter(Farewell);
        await Quietly(sending.WaitAsync(closing.Token)).ConfigureAwait(false);
        await Quietly(link.FinishSendingAsync().WaitAsync(closing.Token)).ConfigureAwait(false);
        await Quietly(receiving.WaitAsync(closing.Token)).ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        await Quietly(link.DisposeAsync().AsTask()).ConfigureAwait(false);
        await Quietly(sending).ConfigureAwait(false);
        await Quietly(receiving).ConfigureAwait(false);
        return failure!;
    }

    /// <summary>Waits for what can only fail because the connection is ending, or has been told as its end already.</summary>
    private static async Task Quietly(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task SendAsync()
    {
        try
        {
            await Queue.RunAsync(link.Stream, closing.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException || closing.IsCancellationRequested)
        {
            End(Lost(failure.Message), null);
        }
        catch (Exception failure)
        {
            EndOfOurOwn(failure);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await Task.Yield();
            do
            {
                keepAlive.ConsumerWorks(true);
                await TakePacketsAsync().ConfigureAwait(false);
                keepAlive.ConsumerWorks(false);
                await Queue.WaitForRoomAsync().ConfigureAwait(false);
            }
            while (await FillAsync().ConfigureAwait(false));

            End(Lost("the broker closed it"), null);
        }
        catch (MqttException failure)
        {
            End(failure.Failure, MqttReasonCode.ProtocolError);
        }
        catch (Exception failure) when (failure is IOException || closing.IsCancellationRequested)
        {
            End(Lost(failure.Message), null);
        }
        catch (Exception failure)
        {
            EndOfOurOwn(failure);
        }
    }

    /// <summary>Streams tell what befalls the network as <see cref="IOException"/>: this is a defect of the client, and the connection ends so that it begins anew.</summary>
    private void EndOfOurOwn(Exception failure) => End(
        new MqttFailure(MqttFailureKind.ClientFailed, $"the MQTT client failed by itself: {failure.GetType().Name}: {failure.Message.TrimEnd('.')}"), MqttReasonCode.ImplementationSpecificError);

    private async ValueTask<bool> FillAsync()
    {
        if (failure is not null)
        {
            // What still comes is read and thrown away, so that our last packet is not overtaken by a reset.
            intake.Discard();
        }

        return await intake.FillAsync(closing.Token).ConfigureAwait(false);
    }

    private async ValueTask TakePacketsAsync()
    {
        Batch(true);
        MqttFault fault = default;
        while (failure is null && intake.TryNext(out var header, out var body, out fault))
        {
            if (header.Type != PacketType.Publish)
            {
                fault = TakeOther(header, body.Span);
            }
            else if (TryTakePublish(header, body, out var message, out fault))
            {
                var work = Hand(message);
                if (!work.IsCompletedSuccessfully && !await WaitForConsumerAsync(work).ConfigureAwait(false))
                {
                    message.GiveBack();
                }
            }

            // Also behind one that was repeated: it takes a place too.
            while (header.Type == PacketType.Publish && !fault.IsSet && IsFull())
            {
                await WaitForConsumerAsync(Session.Incoming.WaitForAnswersAsync()).ConfigureAwait(false);
            }

            if (fault.IsSet)
            {
                break;
            }
        }

        Batch(false);
        if (fault.IsSet)
        {
            End(Failures.Of(fault, options), fault.Code);
        }
    }

    private ValueTask Hand(MqttMessage message)
    {
        try
        {
            return onMessage(message, consumer.Token);
        }
        catch (Exception failure)
        {
            return ValueTask.FromException(failure);
        }
    }

    /// <returns>Whether it did its work.</returns>
    private async ValueTask<bool> WaitForConsumerAsync(ValueTask work)
    {
        var isDone = false;
        Batch(false);
        try
        {
            await work.ConfigureAwait(false);
            isDone = true;
        }
        catch (OperationCanceledException) when (consumer.IsCancellationRequested)
        {
            // It was told to stop, and did.
        }
        catch (Exception failure)
        {
            HandlerFailure = failure;
            End(new MqttFailure(MqttFailureKind.ConsumerFailed, $"the consumer of messages failed: {failure.Message}"), MqttReasonCode.ImplementationSpecificError);
        }

        Batch(true);
        return isDone;
    }

    private bool IsFull()
    {
        lock (Session.Gate)
        {
            return failure is null && Session.Incoming.IsFull;
        }
    }

    private void Batch(bool starts)
    {
        lock (Session.Gate)
        {
            Session.Incoming.IsInBatch = starts;
        }

        if (!starts)
        {
            Queue.Flush();
        }
    }

    private bool TryTakePublish(FixedHeader header, ReadOnlyMemory<byte> body, out MqttMessage message, out MqttFault fault)
    {
        message = default;
        var bytes = body.Span;
        if (!PublishPacket.TryRead(bytes, header.Flags, options.Version, out var packet, out fault)
            || !topics.TryFind(bytes.Slice(packet.TopicAt, packet.TopicBytes), packet.Properties.Has(PropertyId.TopicAlias) ? packet.Properties.TopicAlias : null, out var topic, out fault))
        {
            return false;
        }

        IncomingDeliveries? deliveries = null;
        long sequence = 0;
        if (packet.Qos != MqttQos.AtMostOnce)
        {
            deliveries = Session.Incoming;
            lock (Session.Gate)
            {
                if (failure is not null || deliveries.Receive(packet, out sequence, out fault) != IncomingDeliveries.Verdict.Deliver)
                {
                    return false;
                }
            }
        }

        message = new MqttMessage(topic, body[packet.PayloadAt..], packet.Qos, packet.Retain, packet.Duplicate, packet.Describe(), deliveries, packet.PacketId, sequence);
        return true;
    }

    private MqttFault TakeOther(FixedHeader header, ReadOnlySpan<byte> body)
    {
        MqttFault fault;
        switch (header.Type)
        {
            case PacketType.PubAck or PacketType.PubRec or PacketType.PubComp or PacketType.PubRel:
                if (!AckPacket.TryRead(body, header.Type, options.Version, out var ack, out fault))
                {
                    return fault;
                }

                lock (Session.Gate)
                {
                    return failure is not null ? default
                        : header.Type == PacketType.PubRel ? Session.Incoming.Release(ack.PacketId)
                        : Session.Outgoing.Acknowledged(header.Type, ack);
                }

            case PacketType.SubAck or PacketType.UnsubAck:
                if (!SubscribeAckPacket.TryRead(body, header.Type, options.Version, out var answer, out fault))
                {
                    return fault;
                }

                lock (Session.Gate)
                {
                    return failure is not null ? default : Requests.Answered(header.Type, answer, options.Version);
                }

            case PacketType.PingResp:
                return body.IsEmpty ? default : MqttFault.Malformed("a PINGRESP with a body");

            case PacketType.Disconnect when options.Version == MqttVersion.V5:
                if (DisconnectPacket.TryRead(body, header.Type, out var farewell, out fault))
                {
                    End(Failures.Of(farewell, options), null);
                }

                return fault;

            case PacketType.Auth:
                return MqttFault.Protocol("an AUTH, where no authentication method was agreed: this client does no enhanced authentication");

            default:
                return MqttFault.Protocol($"a {PacketNames.Of(header.Type)}, which a broker may not send {(header.Type == PacketType.ConnAck ? "twice" : "")}".TrimEnd());
        }
    }

    private void Ping()
    {
        lock (Session.Gate)
        {
            if (failure is not null)
            {
                return;
            }

            var buffer = Queue.Buffer;
            buffer.EndPacket(buffer.BeginPacket(), PacketType.PingReq, 0);
        }

        Queue.Flush();
    }

    private void OnSilence() => End(
        new MqttFailure(MqttFailureKind.KeepAliveTimeout, $"{options.Address} is silent: nothing came within {options.PingTimeout.TotalSeconds:0.###} s after PINGREQ", MqttReasonCode.KeepAliveTimeout),
        MqttReasonCode.KeepAliveTimeout);

    private MqttFailure Lost(string why) => new(MqttFailureKind.ConnectionLost, $"the connection to {options.Address} is lost: {why.TrimEnd('.')}");
}
