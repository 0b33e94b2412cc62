using MaritimeWatch.Mqtt;

namespace MaritimeWatch.Service.Configuration;

/// <summary>What the settings of a broker, of a source or of what goes out, have in common.</summary>
/// <param name="Address">The broker's address.</param>
/// <param name="Version">The protocol.</param>
/// <param name="ClientId">The client identifier.</param>
/// <param name="AuthorityFile">A PEM file of authorities; null for the machine's own.</param>
/// <param name="CertificateFile">A PEM file of our certificate; null for none.</param>
/// <param name="KeyFile">A PEM file of its key; null where it stands with the certificate.</param>
internal readonly record struct BrokerOptions(string Address, MqttVersion Version, string ClientId, string? AuthorityFile, string? CertificateFile, string? KeyFile)
{
    /// <summary>The client's options.</summary>
    /// <param name="password">As read from its file; null for that of the address, if any.</param>
    /// <param name="problem">Why the address is none; null where it is one.</param>
    public MqttOptions? ToClient(string? password, out string? problem) => MqttOptions.TryParse(Address, out var options, out problem)
        ? options with
        {
            Version = Version,
            ClientId = ClientId,
            Password = password ?? options.Password,
            Tls = options.Tls with { AuthorityFile = AuthorityFile, CertificateFile = CertificateFile, KeyFile = KeyFile },
        }
        : null;
}
