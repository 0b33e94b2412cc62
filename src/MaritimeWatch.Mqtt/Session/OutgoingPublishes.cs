using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Wire;

namespace MaritimeWatch.Mqtt.Session;

/// <summary>Own messages of QoS 1 and 2 from PUBLISH to the end of their flow (section 4.3), across connections, in the order in which they were given.</summary>
internal sealed class OutgoingPublishes(Lock gate, PacketIds ids)
{
    private readonly LinkedList<OutgoingPublish> inOrder = [];
    private readonly Dictionary<ushort, LinkedListNode<OutgoingPublish>> byId = [];
    private LinkedListNode<OutgoingPublish>? next;
    private SendQueue? queue;
    private MqttServer? server;
    private MqttVersion version;
    private int quota;
    private long releases;
    private readonly LinkedList<OutgoingPublish> waiting = [];
    private int mostPending;
    private MqttFailure? abandoned;

    /// <summary>Gives a message to the session; it is sent as soon as the broker's receive maximum allows, and again until it is taken.</summary>
    public async Task<MqttPublishResult> AddAsync(OutgoingPublish message, int mostPending, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<OutgoingPublish> place;
        lock (gate)
        {
            if (abandoned is not null)
            {
                throw new MqttException(abandoned);
            }

            this.mostPending = mostPending;
            place = waiting.AddLast(message);
            Admit();
            Pump();
            queue?.Flush();
        }

        try
        {
            return await message.Done.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (gate)
            {
                if (place.List is not null)
                {
                    // It was not its turn yet: nobody else knows of it.
                    waiting.Remove(place);
                }
            }

            throw;
        }
    }

    /// <summary>A new connection of the session: what is not finished goes on [MQTT-4.4.0-1], in the order in which it was given [MQTT-4.6.0-1]. Under the lock.</summary>
    public void Attach(SendQueue queue, MqttServer server, MqttVersion version)
    {
        (this.queue, this.server, this.version) = (queue, server, version);
        quota = version == MqttVersion.V5 ? server.ReceiveMaximum : ushort.MaxValue;
        if (!server.SessionPresent)
        {
            ForgetSession();
        }

        foreach (var message in inOrder.Where(message => message.At == OutgoingPublish.Step.Released).OrderBy(message => message.ReleasedAs))
        {
            // Its PUBCOMP frees a place, so it takes one: a broker may count what it has not finished, and PUBLISH packets on top of that would be too many for it.
            quota--;
            AckPacket.Write(queue.Buffer, PacketType.PubRel, message.Id, MqttReasonCode.Success, version);
        }

        next = FirstWaiting();
        Pump();
    }

    /// <summary>The connection is gone. Under the lock.</summary>
    public void Detach()
    {
        queue = null;
        foreach (var message in inOrder)
        {
            message.LeaveConnection();
        }
    }

    /// <summary>The session will not be connected again.</summary>
    public void Abandon(MqttFailure failure)
    {
        lock (gate)
        {
            abandoned = failure;
            while (inOrder.First is { } node)
            {
                node.Value.Fail(failure);
                Remove(node);
            }
        }
    }

    /// <summary>PUBACK, PUBREC or PUBCOMP. Under the lock.</summary>
    public MqttFault Acknowledged(PacketType type, in AckPacket ack)
    {
        if (!byId.TryGetValue(ack.PacketId, out var node))
        {
            if (type != PacketType.PubRec)
            {
                return Unexpected(type, ack.PacketId);
            }

            // A PUBREC is answered even where the message is forgotten (MQTT 5.0, section 3.6.2.1).
            AckPacket.Write(queue!.Buffer, PacketType.PubRel, ack.PacketId, MqttReasonCode.PacketIdentifierNotFound, version);
            return default;
        }

        var message = node.Value;
        switch (type)
        {
            case PacketType.PubAck when message is { Qos: MqttQos.AtLeastOnce, At: OutgoingPublish.Step.Sent }:
            case PacketType.PubRec when message is { Qos: MqttQos.ExactlyOnce, At: OutgoingPublish.Step.Sent } && ack.Code >= MqttReasonCode.UnspecifiedError:
            case PacketType.PubComp when message.At == OutgoingPublish.Step.Released:
                Finish(node, ack);
                return default;
            case PacketType.PubRec when message is { Qos: MqttQos.ExactlyOnce, At: not OutgoingPublish.Step.Waiting }:
                message.Release(++releases);
                AckPacket.Write(queue!.Buffer, PacketType.PubRel, ack.PacketId, MqttReasonCode.Success, version);
                return default;
            default:
                return Unexpected(type, ack.PacketId);
        }
    }

    private static MqttFault Unexpected(PacketType type, ushort id) =>
        MqttFault.Protocol($"a {PacketNames.Of(type)} for the packet identifier {id}, which awaits none");

    private void Finish(LinkedListNode<OutgoingPublish> node, in AckPacket ack)
    {
        // With PUBCOMP, "identifier not found" says that the broker had finished before the connection was lost: the message was taken.
        var code = ack.Code == MqttReasonCode.PacketIdentifierNotFound ? MqttReasonCode.Success : ack.Code;
        node.Value.Complete(new MqttPublishResult(code, code == MqttReasonCode.Success ? null : ack.ReasonString ?? ReasonCodes.Words(code)));
        Remove(node);
        quota = Math.Min(quota + 1, version == MqttVersion.V5 ? server!.ReceiveMaximum : ushort.MaxValue);
        Pump();
    }

    /// <summary>Sends what waits, as far as the broker's receive maximum allows [MQTT-3.3.4-7].</summary>
    private void Pump()
    {
        while (queue is not null && next is { } node && quota > 0)
        {
            next = node.Next;
            var message = node.Value;
            if (message.At != OutgoingPublish.Step.Waiting)
            {
                continue;
            }

            if (server!.Objection(message.Qos, message.Retain, message.Size) is { } objection)
            {
                message.Fail(objection);
                Remove(node);
                continue;
            }

            message.Send(queue.Buffer);
            quota--;
        }
    }

    private LinkedListNode<OutgoingPublish>? FirstWaiting()
    {
        var node = inOrder.First;
        while (node is not null && node.Value.At != OutgoingPublish.Step.Waiting)
        {
            node = node.Next;
        }

        return node;
    }

    private void ForgetSession()
    {
        for (var node = inOrder.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value is { Qos: MqttQos.ExactlyOnce, WasSent: true })
            {
                node.Value.Fail(new MqttFailure(MqttFailureKind.SessionLost, "the broker has forgotten the session: whether it had taken the message is not known, and sending it again might double it"));
                Remove(node);
            }
            else
            {
                node.Value.ForgetSession();
            }

            node = next;
        }
    }

    /// <summary>Gives those their places who wait, in their order.</summary>
    private void Admit()
    {
        while (waiting.First is { } first && inOrder.Count < mostPending)
        {
            waiting.RemoveFirst();
            first.Value.Id = ids.Take();
            var node = inOrder.AddLast(first.Value);
            byId.Add(first.Value.Id, node);
            next ??= node;
        }
    }

    private void Remove(LinkedListNode<OutgoingPublish> node)
    {
        if (next == node)
        {
            next = node.Next;
        }

        inOrder.Remove(node);
        byId.Remove(node.Value.Id);
        ids.Return(node.Value.Id);
        Admit();
    }
}
