using System.Buffers.Binary;
using MaritimeWatch.Mqtt.Packets;

namespace MaritimeWatch.Mqtt.Session;

/// <summary>An own message of QoS 1 or 2 until the broker has taken it.</summary>
internal sealed class OutgoingPublish
{
    private const byte DuplicateFlag = 0b1000;
    private readonly TaskCompletionSource<MqttPublishResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int idAt;
    private byte[]? packet;

    public OutgoingPublish(MqttVersion version, string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain, MqttMessageProperties? properties)
    {
        var buffer = new PacketBuffer(payload.Length + (topic.Length * 3) + 64);
        var size = PublishPacket.Write(buffer, version, topic, payload, qos, retain, 0, properties);
        packet = buffer.Written.ToArray();
        idAt = HeaderBytes(packet) + 2 + System.Text.Encoding.UTF8.GetByteCount(topic);
        (Qos, Retain, Size) = (qos, retain, size);
    }

    /// <summary>How far it has come.</summary>
    public enum Step
    {
        /// <summary>To be sent, on this connection.</summary>
        Waiting,

        /// <summary>Sent, on this connection.</summary>
        Sent,

        /// <summary>PUBREC has come: PUBREL is to be sent, or was.</summary>
        Released,
    }

    public ushort Id { get; set; }

    public MqttQos Qos { get; }

    public bool Retain { get; }

    /// <summary>The packet's size in bytes.</summary>
    public int Size { get; }

    public Step At { get; private set; }

    /// <summary>Whether it was sent in this session, on whatever connection.</summary>
    public bool WasSent { get; private set; }

    /// <summary>The number of its PUBREC, where that has come: PUBREL leaves in this order.</summary>
    public long ReleasedAs { get; private set; }

    public Task<MqttPublishResult> Done => done.Task;

    /// <summary>Writes the packet, marked as a repetition where it was sent in the session before [MQTT-3.3.1-1].</summary>
    public void Send(PacketBuffer buffer)
    {
        var packet = this.packet!;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(idAt), Id);
        packet[0] = (byte)(WasSent ? packet[0] | DuplicateFlag : packet[0] & ~DuplicateFlag);
        buffer.Raw(packet);
        (At, WasSent) = (Step.Sent, true);
    }

    /// <summary>PUBREC has come: from now on the message itself is not sent again [MQTT-4.3.3-6].</summary>
    /// <param name="number">Its number among all PUBREC of the session.</param>
    public void Release(long number) => (At, packet, ReleasedAs) = (Step.Released, null, number);

    /// <summary>The connection is gone.</summary>
    public void LeaveConnection() => At = At == Step.Sent ? Step.Waiting : At;

    /// <summary>The broker has forgotten the session: a message of QoS 1 begins anew.</summary>
    public void ForgetSession() => (At, WasSent) = (Step.Waiting, false);

    public void Complete(MqttPublishResult result) => done.TrySetResult(result);

    public void Fail(MqttFailure failure) => done.TrySetException(new MqttException(failure));

    private static int HeaderBytes(byte[] packet)
    {
        var at = 1;
        while ((packet[at] & 0x80) != 0)
        {
            at++;
        }

        return at + 1;
    }
}
