using MaritimeWatch.Mqtt.Packets;
using MaritimeWatch.Mqtt.Session;

namespace MaritimeWatch.Mqtt;

/// <summary>What a client knows across connections: flows of QoS 1 and 2 that are not finished (section 4.1). It lives in memory; one connection at a time uses it.</summary>
/// <remarks>
/// A process that ends loses it. Messages to this client are safe all the same, since the broker repeats what was not acknowledged; only of QoS 2 one may then come twice:
/// one that was acknowledged, and whose PUBREC the broker had not seen.
/// </remarks>
public sealed class MqttSession
{
    /// <summary>Makes a session that was never connected.</summary>
    public MqttSession()
    {
        Incoming = new IncomingDeliveries(Gate);
        Outgoing = new OutgoingPublishes(Gate, Ids);
    }

    /// <summary>The client identifier that the broker assigned, used from then on; null for none.</summary>
    public string? AssignedClientId { get; private set; }

    /// <summary>Held while any of the session's state or the packets to be sent are touched.</summary>
    internal Lock Gate { get; } = new();

    internal PacketIds Ids { get; } = new();

    internal IncomingDeliveries Incoming { get; }

    internal OutgoingPublishes Outgoing { get; }

    /// <summary>Whether it was connected before.</summary>
    internal bool WasConnected { get; private set; }

    /// <summary>Ends it for good: messages that await the broker fail with <paramref name="failure"/>.</summary>
    public void Abandon(MqttFailure failure) => Outgoing.Abandon(failure);

    /// <summary>Whether the next connection starts without what the broker may have kept.</summary>
    internal bool StartsClean(MqttOptions options) =>
        options.CleanStart && !(WasConnected && options.Version == MqttVersion.V5 && options.SessionExpiry != TimeSpan.Zero);

    /// <summary>The broker has accepted a connection. Under the lock.</summary>
    internal void Attach(Wire.SendQueue queue, MqttOptions options, MqttServer server)
    {
        WasConnected = true;
        AssignedClientId = server.AssignedClientId ?? AssignedClientId;
        Incoming.Attach(queue, options.Version, options.ReceiveMaximum, server.SessionPresent);
        Outgoing.Attach(queue, server, options.Version);
    }

    /// <summary>The connection is gone. Under the lock.</summary>
    internal void Detach()
    {
        Incoming.Detach();
        Outgoing.Detach();
    }
}
