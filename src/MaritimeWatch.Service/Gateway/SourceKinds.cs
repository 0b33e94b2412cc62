using MaritimeWatch.Service.Gateway.Sources;

namespace MaritimeWatch.Service.Gateway;

/// <summary>Every kind of source that can be configured; one line each.</summary>
internal static class SourceKinds
{
    private static readonly (string Name, Func<ISourceOptions> Defaults)[] All =
    [
        ("nmea-tcp-client", () => new TcpClientOptions()),
        ("nmea-tcp-server", () => new TcpServerOptions()),
        ("nmea-udp", () => new UdpOptions()),
        ("websocket", () => new WebSocketOptions()),
        ("aisstream", () => new AisStreamOptions()),
        ("mqtt", () => new MqttSourceOptions()),
        ("digitraffic-rest", () => new DigitrafficOptions()),
        ("file", () => new FollowedFileOptions()),
        ("serial", () => new SerialOptions()),
        ("stdin", () => new StandardInputOptions()),
    ];

    /// <summary>The kinds as they are written.</summary>
    public static IEnumerable<string> Names => All.Select(kind => kind.Name);

    /// <summary>The options of a kind as shipped, or null for none of that name.</summary>
    public static ISourceOptions? Find(string name) => All.FirstOrDefault(kind => kind.Name == name).Defaults?.Invoke();
}
