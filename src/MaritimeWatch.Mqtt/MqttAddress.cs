namespace MaritimeWatch.Mqtt;

/// <summary>A broker's address as a URI.</summary>
internal static class MqttAddress
{
    private static readonly (string Scheme, MqttTransport Transport, int Port)[] Schemes =
    [
        ("mqtt", MqttTransport.Tcp, 1883), ("mqtts", MqttTransport.Tls, 8883), ("ws", MqttTransport.WebSocket, 80), ("wss", MqttTransport.WebSocketTls, 443),
    ];

    public static MqttOptions? Read(string address, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(address);
        problem = null;
        var scheme = Array.Find(Schemes, known => address.StartsWith($"{known.Scheme}://", StringComparison.OrdinalIgnoreCase));
        if (scheme.Scheme is null)
        {
            problem = "a broker's address starts with mqtt://, mqtts://, ws:// or wss://";
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            problem = "the broker's address is not of the form scheme://host:port";
            return null;
        }

        var isWebSocket = scheme.Transport is MqttTransport.WebSocket or MqttTransport.WebSocketTls;
        if (uri.Fragment.Length > 0 || (!isWebSocket && uri.PathAndQuery is not ("" or "/")))
        {
            problem = isWebSocket ? "a broker's address has no part after #" : $"an address of {scheme.Scheme}:// has no path; topics are configured apart";
            return null;
        }

        var port = uri.Port > 0 ? uri.Port : scheme.Port;
        if (port is < 1 or > 65_535)
        {
            problem = "the port of a broker's address is 1 to 65535";
            return null;
        }

        var (user, password) = Credentials(uri.UserInfo);
        var options = new MqttOptions { Transport = scheme.Transport, Host = uri.DnsSafeHost, Port = port, UserName = user, Password = password };
        return isWebSocket && uri.PathAndQuery is not ("" or "/") ? options with { Path = uri.PathAndQuery } : options;
    }

    public static string Write(MqttOptions options)
    {
        var scheme = Array.Find(Schemes, known => known.Transport == options.Transport).Scheme;
        var host = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]" : options.Host;
        return $"{scheme}://{host}:{options.Port}{(options.Transport is MqttTransport.WebSocket or MqttTransport.WebSocketTls ? options.Path.Split('?')[0] : "")}";
    }

    private static (string? User, string? Password) Credentials(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return (null, null);
        }

        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (Uri.UnescapeDataString(userInfo), null)
            : (Uri.UnescapeDataString(userInfo[..colon]), Uri.UnescapeDataString(userInfo[(colon + 1)..]));
    }
}
