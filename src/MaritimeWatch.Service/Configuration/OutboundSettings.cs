namespace MaritimeWatch.Service.Configuration;

/// <summary>What goes out beside the API: the merged feed, and alerts to a broker.</summary>
internal sealed record OutboundSettings
{
    public NmeaOutSettings Nmea { get; init; } = new();

    public MqttOutSettings Mqtt { get; init; } = new();

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate() => Nmea.Validate().Concat(Mqtt.Validate());
}
