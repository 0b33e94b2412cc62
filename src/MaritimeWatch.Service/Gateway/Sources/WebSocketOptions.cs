using MaritimeWatch.Ais.Live;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>websocket</c>: connects to a server that sends NMEA 0183 or JSON as messages of a WebSocket.</summary>
internal sealed record WebSocketOptions : ISourceOptions
{
    /// <summary>Where: <c>wss://host/path</c>, or <c>ws://</c> in the clear.</summary>
    public string Address { get; init; } = "";

    /// <summary>What the messages hold.</summary>
    public LivePayload Payload { get; init; } = LivePayload.Nmea;

    /// <summary>A text to send once connected, e.g. a subscription; at most 16,384 characters, or null for none.</summary>
    public string? Greeting { get; init; }

    /// <summary>A file whose first line is sent as <c>Authorization: Bearer</c>; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A PEM file of the authorities to trust in place of the machine's own; null for those.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file of our own certificate, where the server wants one; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of its private key; null where it stands in the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>How long the server may take to answer, 1 second to 2 minutes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest message that is held, 1,024 to 16,777,216 bytes; a larger one is counted and passed over. The default is a batch of some thousand records.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => true;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (!IsAddress(Address))
        {
            yield return $"Address is '{Address}'; it must be a ws:// or wss:// address without a user";
        }

        if (Greeting is { Length: 0 or > 16_384 })
        {
            yield return "Greeting must be 1 to 16384 characters";
        }

        if (KeyFile is not null && CertificateFile is null)
        {
            yield return "KeyFile needs a CertificateFile";
        }

        if (ConnectTimeout < TimeSpan.FromSeconds(1) || ConnectTimeout > TimeSpan.FromMinutes(2))
        {
            yield return $"ConnectTimeout is {ConnectTimeout}; it must be between 00:00:01 and 00:02:00";
        }

        if (MaxMessageBytes is < 1_024 or > 16_777_216)
        {
            yield return $"MaxMessageBytes is {MaxMessageBytes}; it must be between 1024 and 16777216";
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this with
    {
        TokenFile = ConfiguredPath.In(folder, TokenFile),
        AuthorityFile = ConfiguredPath.In(folder, AuthorityFile),
        CertificateFile = ConfiguredPath.In(folder, CertificateFile),
        KeyFile = ConfiguredPath.In(folder, KeyFile),
    };

    /// <inheritdoc/>
    public IReportSource Open() => new WebSocketSource(this);

    /// <summary>Whether it is an address of a WebSocket; passwords have no place in it.</summary>
    public static bool IsAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
}
