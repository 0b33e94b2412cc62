using MaritimeWatch.Mqtt;
using MaritimeWatch.Mqtt.Topics;

namespace MaritimeWatch.Service.Configuration;

/// <summary>Alerts, and the merged feed as JSON, to an MQTT broker.</summary>
internal sealed record MqttOutSettings
{
    /// <summary>The broker: <c>mqtt://</c>, <c>mqtts://</c>, <c>ws://</c> or <c>wss://</c>, with user and port where need be, never with a password; null for none.</summary>
    public string? Server { get; init; }

    /// <summary>Protocol: 5, or 4 for a broker that knows only 3.1.1.</summary>
    public int Version { get; init; } = 5;

    /// <summary>Client identifier; 1 to 100 characters, no other client of the broker has it.</summary>
    public string ClientId { get; init; } = "maritimewatch";

    /// <summary>A file whose first line is the password; null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>PEM file of the authorities that are believed; null for the machine's own.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>PEM file of the certificate that this service shows; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of its key; null where it stands with the certificate.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What all topics begin with; 1 to 200 characters, no wildcards. It belongs to one service: give each of several that share a broker its own.</summary>
    public string Topic { get; init; } = "maritimewatch";

    /// <summary>Whether alerts go out.</summary>
    public bool Alerts { get; init; } = true;

    /// <summary>Whether the merged feed goes out, one JSON object a message as AIS-catcher writes them.</summary>
    public bool Reports { get; init; }

    /// <summary>What goes to the client.</summary>
    internal BrokerOptions Broker => new(Server ?? "", Version == 4 ? MqttVersion.V311 : MqttVersion.V5, ClientId, AuthorityFile, CertificateFile, KeyFile);

    /// <summary>What is out of range, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Validate()
    {
        if (Server is { } server)
        {
            if (!MqttOptions.TryParse(server, out var options, out var problem))
            {
                yield return $"Outbound:Mqtt:Server cannot be used: {problem}";
            }
            else if (options.Password is not null)
            {
                yield return "Outbound:Mqtt:Server holds a password; put it into a file and name that in Outbound:Mqtt:PasswordFile";
            }
            else if (PasswordFile is not null && options.UserName is null)
            {
                yield return "Outbound:Mqtt:PasswordFile needs a user: mqtt://user@host";
            }
            else if (Version is 4 or 5 && ClientId.Length is >= 1 and <= 100 && Broker.ToClient(null, out _)?.Problem() is { } unfit)
            {
                yield return $"Outbound:Mqtt cannot be used: {unfit}";
            }
        }

        if (Version is not (4 or 5))
        {
            yield return $"Outbound:Mqtt:Version is {Version}; it must be 5, or 4 for MQTT 3.1.1";
        }

        if (ClientId.Length is < 1 or > 100)
        {
            yield return "Outbound:Mqtt:ClientId must have 1 to 100 characters";
        }

        if (Topic.Length is < 1 or > 200 || TopicName.Problem(Topic) is not null || Topic.StartsWith('$'))
        {
            yield return $"Outbound:Mqtt:Topic is '{Topic}'; it must be 1 to 200 characters of a topic, without + and #, and may not begin with $";
        }
    }

    /// <summary>The same with its paths relative to a folder.</summary>
    public MqttOutSettings RelativeTo(string folder)
    {
        return this with { PasswordFile = In(PasswordFile), AuthorityFile = In(AuthorityFile), CertificateFile = In(CertificateFile), KeyFile = In(KeyFile) };

        string? In(string? path) => ConfiguredPath.In(folder, path);
    }
}
