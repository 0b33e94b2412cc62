namespace MaritimeWatch.Service.Configuration;

/// <summary>HTTP out: health, metrics, server-sent events.</summary>
internal sealed record HttpSettings
{
    /// <summary>Address; loopback unless stated.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 for any free one.</summary>
    public int Port { get; init; } = 5080;
}
