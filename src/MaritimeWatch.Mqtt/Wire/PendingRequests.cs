using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Session;

namespace MaritimeWatch.Mqtt.Wire;

/// <summary>SUBSCRIBE and UNSUBSCRIBE packets that await their answer. Under the session's lock.</summary>
internal sealed class PendingRequests(PacketIds ids)
{
    private readonly Dictionary<ushort, (PacketType Answer, int Filters, TaskCompletionSource<SubscribeAckPacket> Done)> waiting = [];

    /// <summary>A new request.</summary>
    /// <param name="answer">SUBACK or UNSUBACK.</param>
    /// <param name="filters">How many filters it has.</param>
    /// <param name="id">Its packet identifier.</param>
    public Task<SubscribeAckPacket> Add(PacketType answer, int filters, out ushort id)
    {
        id = ids.Take();
        var done = new TaskCompletionSource<SubscribeAckPacket>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add(id, (answer, filters, done));
        return done.Task;
    }

    /// <summary>SUBACK or UNSUBACK has come.</summary>
    public MqttFault Answered(PacketType type, in SubscribeAckPacket packet, MqttVersion version)
    {
        if (!waiting.TryGetValue(packet.PacketId, out var request) || request.Answer != type)
        {
            return MqttFault.Protocol($"a {PacketNames.Of(type)} for the packet identifier {packet.PacketId}, which awaits none");
        }

        var has = packet.Codes.Length;
        if (has != request.Filters && (version == MqttVersion.V5 || type == PacketType.SubAck))
        {
            return MqttFault.Protocol($"a {PacketNames.Of(type)} with {has} codes for {request.Filters} filters");
        }

        Forget(packet.PacketId);
        request.Done.SetResult(packet);
        return default;
    }

    /// <summary>The connection is gone.</summary>
    public void Fail(MqttFailure failure)
    {
        foreach (var (id, request) in waiting)
        {
            ids.Return(id);
            request.Done.SetException(new MqttException(failure));
        }

        waiting.Clear();
    }

    private void Forget(ushort id)
    {
        waiting.Remove(id);
        ids.Return(id);
    }
}
