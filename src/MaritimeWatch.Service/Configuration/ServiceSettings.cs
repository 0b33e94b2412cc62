using MaritimeWatch.Detection.Settings;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Everything about the service that can be configured; bound once, ranges checked at start.</summary>
internal sealed record ServiceSettings
{
    /// <summary>GeoJSON files of charted assets and context areas.</summary>
    public string[] Assets { get; init; } = [];

    /// <summary>Model of the ordinary traffic, made by <c>learn</c>, or null.</summary>
    public string? Normality { get; init; }

    public IngestSettings Ingest { get; init; } = new();

    /// <summary>Further feeds, any number; read again when the file changes (docs/sources.md).</summary>
    public IReadOnlyList<ConfiguredSource> Sources { get; init; } = [];

    public OutboundSettings Outbound { get; init; } = new();

    public StoreSettings Store { get; init; } = new();

    public JournalSettings Journal { get; init; } = new();

    public FeedSettings Feed { get; init; } = new();

    public DeskSettings Desk { get; init; } = new();

    public ReplaySettings Replay { get; init; } = new();

    public GrpcSettings Grpc { get; init; } = new();

    public HttpSettings Http { get; init; } = new();

    public ConsoleSettings Console { get; init; } = new();

    public AccessSettings Access { get; init; } = new();

    public AuditSettings Audit { get; init; } = new();

    public DetectionSettings Detection { get; init; } = new();

    /// <summary>Whether HTTP and gRPC are served to this machine alone.</summary>
    public bool IsLoopback() => new[] { Http.Address, Grpc.Address }.All(text => !System.Net.IPAddress.TryParse(text, out var address) || System.Net.IPAddress.IsLoopback(address));

    /// <summary>What is out of range, one sentence each with the setting's path; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var wrong = new List<string>();
        Port("Ingest:TcpPort", Ingest.TcpPort, least: -1);
        Port("Ingest:UdpPort", Ingest.UdpPort, least: -1);
        Port("Grpc:Port", Grpc.Port);
        Port("Http:Port", Http.Port);
        Address("Ingest:Address", Ingest.Address);
        Address("Grpc:Address", Grpc.Address);
        Address("Http:Address", Http.Address);
        Loopback("Grpc:Address", Grpc.Address, "gRPC");
        Loopback("Http:Address", Http.Address, "HTTP");
        Range("Ingest:MaxTcpConnections", Ingest.MaxTcpConnections, 1, 10_000);
        Range("Ingest:MaxUdpSenders", Ingest.MaxUdpSenders, 1, 10_000);
        Range("Ingest:MessagesPerSecond", Ingest.MessagesPerSecond, 1, SourceSettings.MostMessagesPerSecond);
        Range("Ingest:BufferedReports", Ingest.BufferedReports, 1, 10_000_000);
        if (Ingest.TcpTls && (!Access.Tls.IsOn() || Access.ClientCertificates.Authorities is null))
        {
            wrong.Add("Ingest:TcpTls needs Access:Tls:Certificate, Access:Tls:Key and Access:ClientCertificates:Authorities");
        }

        Range("Store:MaxMebibytes", Store.MaxMebibytes ?? 1, 1, 16_777_216);
        Range("Store:ReplayWindow", Store.ReplayWindow, TimeSpan.Zero, TimeSpan.FromDays(7));
        wrong.AddRange(Store.Retention.Validate());
        wrong.AddRange(Store.Influx.Validate());
        Range("Feed:MaxEventsBehind", Feed.MaxEventsBehind, 1, 100_000);
        Range("Feed:HeartbeatInterval", Feed.HeartbeatInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Range("Feed:MaxSubscribers", Feed.MaxSubscribers, 1, 10_000);
        Range("Desk:EscalateAfter", Desk.EscalateAfter, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        Range("Desk:AcknowledgeTimeout", Desk.AcknowledgeTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        if (string.IsNullOrWhiteSpace(Store.Path))
        {
            wrong.Add("Store:Path is empty");
        }

        Range("Access:RequestsPerSecond", Access.RequestsPerSecond, 1, 100_000);
        Range("Access:Streams", Access.Streams, 1, 10_000);
        Range("Access:BadTokens", Access.BadTokens, 1, 1_000_000);
        Range("Access:LockOut", Access.LockOut, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        wrong.AddRange(Journal.Validate());
        wrong.AddRange(Ingest.Push.Validate());
        wrong.AddRange(Outbound.Validate());
        wrong.AddRange(Replay.Validate());
        wrong.AddRange(Console.Validate());
        wrong.AddRange(Access.Validate(IsLoopback()));
        wrong.AddRange(Audit.Validate());
        wrong.AddRange(Detection.Validate().Select(problem => $"Detection: {problem}"));
        return wrong;

        void Port(string name, int value, int least = 0) => Range(name, value, least, 65_535);

        void Address(string name, string value)
        {
            if (!System.Net.IPAddress.TryParse(value, out _))
            {
                wrong.Add($"{name} is '{value}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0");
            }
        }

        // An alert feed in clear text on a network would be worse than none.
        void Loopback(string name, string value, string protocol)
        {
            if (!Access.Tls.IsOn() && System.Net.IPAddress.TryParse(value, out var address) && !System.Net.IPAddress.IsLoopback(address))
            {
                wrong.Add($"{name} is '{value}'; without TLS {protocol} is served on loopback only (127.0.0.1 or ::1); set Access:Tls:Certificate and Access:Tls:Key");
            }
        }

        void Range<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                wrong.Add($"{name} is {value}; it must be between {least} and {most}");
            }
        }
    }
}
