namespace MaritimeWatch.Mqtt;

/// <summary>Everything that says how to reach a broker and how to talk to it.</summary>
public sealed record MqttOptions
{
    /// <summary>What MQTT is carried over. Default: TCP.</summary>
    public MqttTransport Transport { get; init; }

    /// <summary>The broker's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The broker's port, 1 to 65,535.</summary>
    public required int Port { get; init; }

    /// <summary>Path and query of the WebSocket's address. Default: <c>/mqtt</c>, which brokers use most.</summary>
    public string Path { get; init; } = "/mqtt";

    /// <summary>How TLS is done, where it is.</summary>
    public MqttTls Tls { get; init; } = new();

    /// <summary>The protocol spoken. Default: 5; a broker that knows only 3.1.1 refuses it in words.</summary>
    public MqttVersion Version { get; init; } = MqttVersion.V5;

    /// <summary>The client identifier, 0 to 65,535 bytes; every broker takes 1 to 23 letters and digits. Empty: the broker assigns one (under 3.1.1 only with a clean start).</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The user's name; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password; null for none. Under 3.1.1 only with a user name.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// Whether to start without the session that the broker may have kept. Default: true. Under 3.1.1 the session then also ends with the connection.
    /// Under 5 the first connection of an <see cref="MqttSession"/> alone starts clean where <see cref="SessionExpiry"/> is not zero, so that reconnecting loses nothing.
    /// </summary>
    public bool CleanStart { get; init; } = true;

    /// <summary>
    /// How long the broker keeps the session after the connection is lost: 0 to 4,294,967,294 s, or <see cref="Timeout.InfiniteTimeSpan"/> for ever. Default: 0, it ends with the
    /// connection. MQTT 5.0 only; under 3.1.1 a session without a clean start is kept as long as the broker likes.
    /// </summary>
    public TimeSpan SessionExpiry { get; init; }

    /// <summary>Something is sent at least this often, 0 to 65,535 s; 0 for never, and then a silent connection is not found out. Default: 30 s. A server's own wish goes before; where it wants none, this side asks by its own all the same.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The message that the broker publishes when this client is lost; null for none.</summary>
    public MqttWill? Will { get; init; }

    /// <summary>
    /// How many messages of QoS 1 and 2 may be with the consumer unacknowledged, 1 to 65,535. Default: 1,000. Under 5 the broker is told; under 3.1.1 this client stops reading.
    /// </summary>
    public int ReceiveMaximum { get; init; } = 1_000;

    /// <summary>The largest packet to be accepted, 16 to 268,435,460 bytes. Default: 1 MiB. Under 5 the broker is told, and leaves larger messages out; under 3.1.1 it ends the connection.</summary>
    public int MaximumPacketBytes { get; init; } = 1 << 20;

    /// <summary>How many topics the broker may abbreviate, 0 to 65,535. Default: 100. MQTT 5.0 only.</summary>
    public int TopicAliasMaximum { get; init; } = 100;

    /// <summary>Names and values sent with CONNECT. MQTT 5.0 only.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    /// <summary>How long name resolution, TCP, TLS and the WebSocket's opening may take together, above 0. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker may take to answer CONNECT, SUBSCRIBE and UNSUBSCRIBE, above 0. Default: 10 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long nothing may come after PINGREQ, above 0. Default: 10 s. Time during which the consumer is at work does not count.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many own messages of QoS 1 and 2 may await their acknowledgement, 1 to 60,000, which leaves packet identifiers for other requests; further ones wait. Default: 1,000. A broker's lower limit goes before.</summary>
    public int MaximumPendingPublishes { get; init; } = 1_000;

    /// <summary>How long to wait before connecting again.</summary>
    public MqttBackoff Backoff { get; init; } = new();

    /// <summary>Options for an address; everything else is as usual.</summary>
    /// <param name="address"><c>mqtt://host</c>, <c>mqtts://host</c>, <c>ws://host/path</c> or <c>wss://host/path</c>, with <c>:port</c> where it is not the usual one, and <c>user:password@</c> if need be.</param>
    /// <param name="options">The options, where the address is one.</param>
    /// <param name="problem">Why the address is none, as a sentence without a full stop. It never repeats a password.</param>
    public static bool TryParse(string address, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MqttOptions? options, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem)
    {
        options = MqttAddress.Read(address, out problem);
        return options is not null;
    }

    /// <summary>The address, without user and password.</summary>
    public string Address => MqttAddress.Write(this);

    /// <summary>The first thing that is out of range, as a sentence without a full stop; null where all is in order.</summary>
    public string? Problem() => MqttOptionRules.Problem(this);

    /// <summary>The options without the password.</summary>
    public override string ToString() => $"{Address} as {(ClientId.Length == 0 ? "an assigned client" : ClientId)}, MQTT {(Version == MqttVersion.V5 ? "5.0" : "3.1.1")}";
}
