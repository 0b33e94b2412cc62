using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Wire;

namespace MaritimeWatch.Mqtt.Session;

/// <summary>Own messages of QoS 1 and 2 from PUBLISH to the end of their flow (section 4.3), across connections, in the order in which they were given.</summary>
internal sealed class OutgoingPublishes(Lock gate, PacketIds ids)
{
    private readonly LinkedList<OutgoingPublish> _inOrder = [];
    private readonly Dictionary<ushort, LinkedListNode<OutgoingPublish>> _byId = [];
    private LinkedListNode<OutgoingPublish>? _next;
    private SendQueue? _queue;
    private MqttServer? _server;
    private MqttVersion _version;
    private int _quota;
    private long _releases;
    private readonly LinkedList<OutgoingPublish> _waiting = [];
    private int _mostPending;
    private MqttFailure? _abandoned;

    /// <summary>Gives a message to the session; it is sent as soon as the broker's receive maximum allows, and again until it is taken.</summary>
    public async Task<MqttPublishResult> AddAsync(OutgoingPublish message, int mostPending, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<OutgoingPublish> place;
        lock (gate)
        {
            if (_abandoned is not null)
            {
                throw new MqttException(_abandoned);
            }

            _mostPending = mostPending;
            place = _waiting.AddLast(message);
            Admit();
            Pump();
            _queue?.Flush();
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
                    _waiting.Remove(place);
                }
            }

            throw;
        }
    }

    /// <summary>A new connection of the session: what is not finished goes on [MQTT-4.4.0-1], in the order in which it was given [MQTT-4.6.0-1]. Under the lock.</summary>
    public void Attach(SendQueue queue, MqttServer server, MqttVersion version)
    {
        (_queue, _server, _version) = (queue, server, version);
        _quota = version == MqttVersion.V5 ? server.ReceiveMaximum : ushort.MaxValue;
        if (!server.SessionPresent)
        {
            ForgetSession();
        }

        foreach (var message in _inOrder.Where(message => message.At == OutgoingPublish.Step.Released).OrderBy(message => message.ReleasedAs))
        {
            // Its PUBCOMP frees a place, so it takes one: a broker may count what it has not finished, and PUBLISH packets on top of that would be too many for it.
            _quota--;
            AckPacket.Write(queue.Buffer, PacketType.PubRel, message.Id, MqttReasonCode.Success, version);
        }

        _next = FirstWaiting();
        Pump();
    }

    /// <summary>The connection is gone. Under the lock.</summary>
    public void Detach()
    {
        _queue = null;
        foreach (var message in _inOrder)
        {
            message.LeaveConnection();
        }
    }

    /// <summary>The session will not be connected again.</summary>
    public void Abandon(MqttFailure failure)
    {
        lock (gate)
        {
            _abandoned = failure;
            while (_inOrder.First is { } node)
            {
                node.Value.Fail(failure);
                Remove(node);
            }
        }
    }

    /// <summary>PUBACK, PUBREC or PUBCOMP. Under the lock.</summary>
    public MqttFault Acknowledged(PacketType type, in AckPacket ack)
    {
        if (!_byId.TryGetValue(ack.PacketId, out var node))
        {
            if (type != PacketType.PubRec)
            {
                return Unexpected(type, ack.PacketId);
            }

            // A PUBREC is answered even where the message is forgotten (MQTT 5.0, section 3.6.2.1).
            AckPacket.Write(_queue!.Buffer, PacketType.PubRel, ack.PacketId, MqttReasonCode.PacketIdentifierNotFound, _version);
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
                message.Release(++_releases);
                AckPacket.Write(_queue!.Buffer, PacketType.PubRel, ack.PacketId, MqttReasonCode.Success, _version);
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
        _quota = Math.Min(_quota + 1, _version == MqttVersion.V5 ? _server!.ReceiveMaximum : ushort.MaxValue);
        Pump();
    }

    /// <summary>Sends what waits, as far as the broker's receive maximum allows [MQTT-3.3.4-7].</summary>
    private void Pump()
    {
        while (_queue is not null && _next is { } node && _quota > 0)
        {
            _next = node.Next;
            var message = node.Value;
            if (message.At != OutgoingPublish.Step.Waiting)
            {
                continue;
            }

            if (_server!.Objection(message.Qos, message.Retain, message.Size) is { } objection)
            {
                message.Fail(objection);
                Remove(node);
                continue;
            }

            message.Send(_queue.Buffer);
            _quota--;
        }
    }

    private LinkedListNode<OutgoingPublish>? FirstWaiting()
    {
        var node = _inOrder.First;
        while (node is not null && node.Value.At != OutgoingPublish.Step.Waiting)
        {
            node = node.Next;
        }

        return node;
    }

    private void ForgetSession()
    {
        for (var node = _inOrder.First; node is not null;)
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
        while (_waiting.First is { } first && _inOrder.Count < _mostPending)
        {
            _waiting.RemoveFirst();
            first.Value.Id = ids.Take();
            var node = _inOrder.AddLast(first.Value);
            _byId.Add(first.Value.Id, node);
            _next ??= node;
        }
    }

    private void Remove(LinkedListNode<OutgoingPublish> node)
    {
        if (_next == node)
        {
            _next = node.Next;
        }

        _inOrder.Remove(node);
        _byId.Remove(node.Value.Id);
        ids.Return(node.Value.Id);
        Admit();
    }
}
