using MaritimeWatch.Ais.Live;
using MaritimeWatch.Mqtt;
using MaritimeWatch.Mqtt.Topics;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>mqtt</c>: subscribes to topics of a broker.</summary>
internal sealed record MqttSourceOptions : ISourceOptions
{
    private const int MostTopics = 100;

    // What is known of the broker's session from one attempt to the next: flows of QoS 1 and 2 go on where they were.
    private readonly MqttSession session = new();

    /// <summary>The broker: <c>mqtt://host</c>, <c>mqtts://</c>, <c>ws://</c> or <c>wss://host/path</c>, with <c>:port</c> where it is not the usual one.</summary>
    public string Address { get; init; } = "";

    /// <summary>Filters of topics, at least one; <c>$share/name/filter</c> divides them among all who name the same.</summary>
    public string[] Topics { get; init; } = [];

    /// <summary>What the messages hold.</summary>
    public LivePayload Payload { get; init; } = LivePayload.AisCatcher;

    /// <summary>Highest quality of service that is asked for: 0, 1 or 2. With 1 and 2 a message is acknowledged once its reports are durable.</summary>
    public int Qos { get; init; }

    /// <summary>The protocol: V5, or V311 for brokers that know no other.</summary>
    public MqttVersion Version { get; init; } = MqttVersion.V5;

    /// <summary>The client identifier, needed where the broker is to keep a session; no other client may have it. Empty: the broker gives one.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>How long the broker is to keep for us what comes while we are away, none to 30 days. Only what is published with quality of service 1 or 2 is kept.</summary>
    public TimeSpan SessionExpiry { get; init; }

    /// <summary>The user's name; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The file whose first line is the password; null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>A PEM file of the authorities to trust in place of the machine's own; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file of our own certificate; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of its private key; null where it stands in the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name that the broker's certificate bears; null for the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>Something is sent at least this often, and a broker that then does not answer is given up; 5 seconds to 18 hours.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker may take to answer, 1 second to 2 minutes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages of quality of service 1 and 2 that may be with us unacknowledged, 1 to 65,535.</summary>
    public int ReceiveMaximum { get; init; } = 1_000;

    /// <summary>The largest packet that is accepted, 1,024 to 16,777,216 bytes. The default is a batch of some thousand records.</summary>
    public int MaxPacketBytes { get; init; } = 1 << 20;

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => true;

    /// <summary>What goes to the client.</summary>
    /// <param name="password">As read from its file.</param>
    public MqttOptions Client(string? password)
    {
        var options = Broker.ToClient(password, out var problem) ?? throw new SourceFailedException(problem!, SourceOutlook.Refused);
        return options with
        {
            CleanStart = SessionExpiry == TimeSpan.Zero,
            SessionExpiry = SessionExpiry,
            UserName = UserName,
            KeepAlive = KeepAlive,
            ConnectTimeout = ConnectTimeout,
            AnswerTimeout = ConnectTimeout,
            ReceiveMaximum = ReceiveMaximum,
            MaximumPacketBytes = MaxPacketBytes,
            Tls = options.Tls with { ServerName = ServerName },
        };
    }

    private BrokerOptions Broker => new(Address, Version, ClientId, AuthorityFile, CertificateFile, KeyFile);

    /// <summary>What is subscribed to. What the broker retains is old by its nature, and is left out where the protocol can say so.</summary>
    public IReadOnlyList<MqttSubscription> Subscriptions() =>
        [.. Topics.Select(topic => MqttSubscription.To(topic, (MqttQos)Qos) with { RetainHandling = Version == MqttVersion.V5 ? MqttRetainHandling.Never : MqttRetainHandling.AtSubscribe })];

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        var problems = Problems().ToList();
        if (problems.Count == 0 && Client(PasswordFile is null ? null : "read later").Problem() is { } unfit)
        {
            problems.Add($"it cannot be used: {unfit}");
        }

        return problems;
    }

    private IEnumerable<string> Problems()
    {
        if (!MqttOptions.TryParse(Address, out var parsed, out var problem))
        {
            yield return $"Address cannot be used: {problem}";
        }
        else if (parsed.UserName is not null)
        {
            yield return "Address names a user; UserName and PasswordFile are for that";
        }

        if (Topics.Length is 0 or > MostTopics)
        {
            yield return $"Topics has {Topics.Length} entries; it must have 1 to {MostTopics}";
        }

        foreach (var topic in Topics)
        {
            if (!TopicFilter.TryParse(topic, out _, out var unfit))
            {
                yield return $"Topics holds '{topic}': {unfit}";
            }
        }

        if (Qos is < 0 or > 2)
        {
            yield return $"Qos is {Qos}; it must be 0, 1 or 2";
        }

        if (SessionExpiry < TimeSpan.Zero || SessionExpiry > TimeSpan.FromDays(30))
        {
            yield return $"SessionExpiry is {SessionExpiry}; it must be between 00:00:00 and 30.00:00:00";
        }
        else if (SessionExpiry > TimeSpan.Zero && ClientId.Length == 0)
        {
            yield return "SessionExpiry needs a ClientId: the broker keeps a session for a client it knows again";
        }

        if (PasswordFile is not null && UserName is null && Version == MqttVersion.V311)
        {
            yield return "PasswordFile needs a UserName in MQTT 3.1.1";
        }

        if (KeyFile is not null && CertificateFile is null)
        {
            yield return "KeyFile needs a CertificateFile";
        }

        if (KeepAlive < TimeSpan.FromSeconds(5) || KeepAlive > TimeSpan.FromHours(18))
        {
            yield return $"KeepAlive is {KeepAlive}; it must be between 00:00:05 and 18:00:00";
        }

        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(2))
        {
            yield return $"ConnectTimeout is {ConnectTimeout}; it must be between 00:00:01 and 00:02:00";
        }

        if (ReceiveMaximum is < 1 or > 65_535)
        {
            yield return $"ReceiveMaximum is {ReceiveMaximum}; it must be between 1 and 65535";
        }

        if (MaxPacketBytes is < 1_024 or > 16_777_216)
        {
            yield return $"MaxPacketBytes is {MaxPacketBytes}; it must be between 1024 and 16777216";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this with
    {
        PasswordFile = ConfiguredPath.In(folder, PasswordFile), AuthorityFile = ConfiguredPath.In(folder, AuthorityFile),
        CertificateFile = ConfiguredPath.In(folder, CertificateFile), KeyFile = ConfiguredPath.In(folder, KeyFile),
    };

    /// <inheritdoc/>
    public IReportSource Open() => new MqttSource(this, session);
}
