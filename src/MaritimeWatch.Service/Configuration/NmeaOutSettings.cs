using System.Net;

namespace MaritimeWatch.Service.Configuration;

/// <summary>The merged feed as NMEA 0183 over TCP, for chart plotters and other services.</summary>
internal sealed record NmeaOutSettings
{
    /// <summary>Address that it is served on. NMEA 0183 has neither passwords nor encryption: beyond loopback whoever reaches it reads the traffic, nothing else.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 for any free one, -1 for none.</summary>
    public int Port { get; init; } = -1;

    /// <summary>Most readers at a time; 1 to 1,000. Further ones are sent away.</summary>
    public int MaxClients { get; init; } = 32;

    /// <summary>A reader that is so far behind, in KiB, is cut; 16 to 65,536. 1,024 is a minute of 200 messages/s.</summary>
    public int BufferedKibibytes { get; init; } = 1_024;

    /// <summary>The name in the TAG blocks (<c>s:</c>) of what was heard by a station that nobody tells of; else the station that heard it first stands there. 1 to 15 ASCII characters without comma, asterisk, backslash, ! and $.</summary>
    public string Station { get; init; } = "MaritimeWatch";

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (!IPAddress.TryParse(Address, out _))
        {
            yield return $"Outbound:Nmea:Address is '{Address}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0";
        }

        if (Port is < -1 or > 65_535)
        {
            yield return $"Outbound:Nmea:Port is {Port}; it must be between -1 and 65535";
        }

        if (MaxClients is < 1 or > 1_000)
        {
            yield return $"Outbound:Nmea:MaxClients is {MaxClients}; it must be between 1 and 1000";
        }

        if (BufferedKibibytes is < 16 or > 65_536)
        {
            yield return $"Outbound:Nmea:BufferedKibibytes is {BufferedKibibytes}; it must be between 16 and 65536";
        }

        if (!Ais.Encoding.AisEncoder.FitsTagBlock(Station))
        {
            yield return $"Outbound:Nmea:Station is '{Station}'; it must be 1 to 15 ASCII characters without comma, asterisk, backslash, ! and $";
        }
    }
}
