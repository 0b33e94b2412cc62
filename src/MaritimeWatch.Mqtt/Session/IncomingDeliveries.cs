using System.Numerics;
using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Wire;

namespace MaritimeWatch.Mqtt.Session;

/// <summary>Received messages of QoS 1 and 2 from PUBLISH to the end of their flow (section 4.3), across connections.</summary>
/// <remarks>
/// A message is acknowledged when the consumer says so; PUBACK and PUBREC leave in the order in which the messages came [MQTT-4.6.0-2, -3], so one that is
/// acknowledged early waits for those before it. A broker that has more on the way than the receive maximum allows is read no further until there are fewer (decision 0704). A message of QoS 2 that the consumer has, and whose connection is lost, is not given to it again when the broker repeats it.
/// </remarks>
internal sealed class IncomingDeliveries(Lock gate)
{
    private readonly Dictionary<ushort, ExactlyOnce> exactlyOnce = [];
    private readonly ulong[] pendingOnce = new ulong[1_024];
    private readonly AsyncSignal answered = new();
    private Slot[] slots = [];
    private long head;
    private long tail;
    private int maximum;
    private SendQueue? queue;
    private MqttVersion version;

    /// <summary>What is to be done with a received message.</summary>
    public enum Verdict
    {
        /// <summary>The consumer gets it.</summary>
        Deliver,

        /// <summary>The consumer has it already.</summary>
        Repeated,

        /// <summary>The broker may not send it.</summary>
        Fault,
    }

    /// <summary>How many messages wait for their acknowledgement on this connection.</summary>
    private int Waiting => (int)(tail - head);

    /// <summary>A new connection of the session.</summary>
    public void Attach(SendQueue queue, MqttVersion version, int maximum, bool sessionPresent)
    {
        (this.queue, this.version, this.maximum) = (queue, version, maximum);
        head = tail;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)maximum + 1);
        slots = slots.Length == size ? slots : new Slot[size];
        Array.Clear(pendingOnce);
        if (!sessionPresent)
        {
            exactlyOnce.Clear();
        }

        foreach (var message in exactlyOnce.Values)
        {
            message.LeaveConnection();
        }
    }

    /// <summary>The connection is gone: acknowledgements of QoS 2 are kept, those of QoS 1 have nowhere to go, and the broker repeats the messages.</summary>
    public void Detach()
    {
        queue = null;
        head = tail;
        answered.Set();
    }

    /// <summary>Takes a PUBLISH of QoS 1 or 2 in. Under the lock.</summary>
    public Verdict Receive(in PublishPacket packet, out long sequence, out MqttFault fault)
    {
        fault = default;
        sequence = tail;
        if (packet.Qos == MqttQos.ExactlyOnce && exactlyOnce.TryGetValue(packet.PacketId, out var known))
        {
            return Again(packet.PacketId, known, out fault);
        }

        if (packet.Duplicate && packet.Qos == MqttQos.AtLeastOnce && pendingOnce.Has(packet.PacketId))
        {
            return Verdict.Repeated;
        }

        if (pendingOnce.Has(packet.PacketId) || exactlyOnce.ContainsKey(packet.PacketId))
        {
            fault = MqttFault.Protocol($"a PUBLISH with the packet identifier {packet.PacketId}, which is in use");
            return Verdict.Fault;
        }

        if (packet.Qos == MqttQos.ExactlyOnce)
        {
            exactlyOnce.Add(packet.PacketId, new ExactlyOnce(tail));
        }
        else
        {
            pendingOnce.Add(packet.PacketId);
        }

        Push(packet.PacketId, packet.Qos, isAcknowledged: false);
        return Verdict.Deliver;
    }

    /// <summary>PUBREL: the broker has let go of a message of QoS 2. Under the lock.</summary>
    public MqttFault Release(ushort packetId)
    {
        var code = MqttReasonCode.Success;
        if (!exactlyOnce.TryGetValue(packetId, out var known))
        {
            // Heard of nothing: the PUBCOMP of an earlier connection may have been lost.
            code = MqttReasonCode.PacketIdentifierNotFound;
        }
        else if (!known.IsAcknowledged || (known.Place >= head && known.Place < tail))
        {
            return MqttFault.Protocol($"a PUBREL for the packet identifier {packetId}, before its PUBREC");
        }
        else
        {
            exactlyOnce.Remove(packetId);
        }

        AckPacket.Write(queue!.Buffer, PacketType.PubComp, packetId, code, version);
        return default;
    }

    /// <summary>The consumer has done its work. From any thread, any number of times; of a message whose connection is gone it does nothing, or, with QoS 2, counts for the next.</summary>
    public void Acknowledge(ushort packetId, MqttQos qos, long sequence)
    {
        SendQueue? flushed = null;
        lock (gate)
        {
            if (qos == MqttQos.ExactlyOnce)
            {
                if (!exactlyOnce.TryGetValue(packetId, out var known) || known.Sequence != sequence || known.IsAcknowledged)
                {
                    return;
                }

                known.IsAcknowledged = true;
                sequence = known.Place;
            }

            if (sequence < head || sequence >= tail || queue is null)
            {
                return;
            }

            Place(sequence).IsAcknowledged = true;
            if (Answer() && !IsInBatch)
            {
                flushed = queue;
            }
        }

        flushed?.Flush();
    }

    /// <summary>The consumer broke off before it had done its work, and its connection ends: repeated on the next, the message is a new one.</summary>
    public void GiveBack(ushort packetId, MqttQos qos, long sequence)
    {
        lock (gate)
        {
            if (qos == MqttQos.ExactlyOnce && exactlyOnce.TryGetValue(packetId, out var known) && known.Sequence == sequence && !known.IsAcknowledged)
            {
                exactlyOnce.Remove(packetId);
            }
        }
    }

    /// <summary>Whether the receiving task is in the midst of packets, and will have everything sent after the last.</summary>
    public bool IsInBatch { get; set; }

    /// <summary>Whether reading has to pause: under 3.1.1 nothing else keeps the broker from sending more, under 5.0 it has sent more than it may.</summary>
    public bool IsFull => Waiting >= (version == MqttVersion.V311 ? maximum : maximum + 1);

    /// <summary>Waits for acknowledgements.</summary>
    public ValueTask WaitForAnswersAsync() => answered.WaitAsync();

    private Verdict Again(ushort packetId, ExactlyOnce known, out MqttFault fault)
    {
        fault = default;
        if (known.Place >= head && known.Place < tail)
        {
            return Verdict.Repeated;
        }

        if (known.IsAnswered)
        {
            AckPacket.Write(queue!.Buffer, PacketType.PubRec, packetId, MqttReasonCode.Success, version);
            return Verdict.Repeated;
        }

        known.Place = tail;
        Push(packetId, MqttQos.ExactlyOnce, known.IsAcknowledged);
        return Verdict.Repeated;
    }

    private void Push(ushort packetId, MqttQos qos, bool isAcknowledged)
    {
        Place(tail++) = new Slot(packetId, qos) { IsAcknowledged = isAcknowledged };
        Answer();
    }

    /// <summary>Answers the messages at the head that are acknowledged.</summary>
    private bool Answer()
    {
        var before = head;
        while (head < tail && Place(head).IsAcknowledged)
        {
            ref var slot = ref Place(head++);
            if (slot.Qos == MqttQos.AtLeastOnce)
            {
                pendingOnce.Remove(slot.PacketId);
                AckPacket.Write(queue!.Buffer, PacketType.PubAck, slot.PacketId, MqttReasonCode.Success, version);
            }
            else
            {
                exactlyOnce[slot.PacketId].IsAnswered = true;
                AckPacket.Write(queue!.Buffer, PacketType.PubRec, slot.PacketId, MqttReasonCode.Success, version);
            }
        }

        if (head == before)
        {
            return false;
        }

        answered.Set();
        return true;
    }

    private ref Slot Place(long sequence) => ref slots[sequence & (slots.Length - 1)];

    private record struct Slot(ushort PacketId, MqttQos Qos)
    {
        public bool IsAcknowledged;
    }

    /// <summary>A message of QoS 2 until its PUBREL.</summary>
    /// <param name="sequence">The number under which the consumer knows it.</param>
    private sealed class ExactlyOnce(long sequence)
    {
        public long Sequence { get; } = sequence;

        /// <summary>Its place among those that wait on this connection; before all places where it does not.</summary>
        public long Place { get; set; } = sequence;

        public bool IsAcknowledged { get; set; }

        /// <summary>Whether PUBREC was sent on this connection.</summary>
        public bool IsAnswered { get; set; }

        public void LeaveConnection()
        {
            Place = -1;
            IsAnswered = false;
        }
    }
}
