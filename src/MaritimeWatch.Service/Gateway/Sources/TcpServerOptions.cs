using System.Net;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary><c>nmea-tcp-server</c>: receivers connect to us and send NMEA 0183.</summary>
internal sealed record TcpServerOptions : ISourceOptions
{
    /// <summary>Address to listen on: all interfaces, or one.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65,535; 0 for any free port.</summary>
    public int Port { get; init; } = 10110;

    /// <summary>Most senders at a time; 1 to 10,000. Further ones wait in the operating system's queue.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>Addresses or networks that may send; empty for all.</summary>
    public string[] AllowedSenders { get; init; } = [];

    /// <summary>A PEM file of our certificate and those that lead to its root: then TLS is taken alone, from those who show a certificate of <see cref="AuthorityFile"/>; null for NMEA in the clear.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of its private key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A PEM file of the authorities whose certificates senders must have.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A file of certificates that are taken no longer, an SHA-256 thumbprint a line; null for none.</summary>
    public string? RevokedFile { get; init; }

    /// <inheritdoc/>
    public bool IsReconnectedWhenSilent => false;

    /// <inheritdoc/>
    public IEnumerable<string> Validate()
    {
        if (!IPAddress.TryParse(Address, out _))
        {
            yield return $"Address is '{Address}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0";
        }

        if (Port is < 0 or > 65_535)
        {
            yield return $"Port is {Port}; it must be between 0 and 65535";
        }

        if (MaxConnections is < 1 or > 10_000)
        {
            yield return $"MaxConnections is {MaxConnections}; it must be between 1 and 10000";
        }

        if ((CertificateFile is null) != (KeyFile is null) || (CertificateFile is null) != (AuthorityFile is null) || (RevokedFile is not null && CertificateFile is null))
        {
            yield return "CertificateFile, KeyFile and AuthorityFile must be given together, or none of them; RevokedFile only with them";
        }

        foreach (var problem in SenderList.Problems("AllowedSenders", AllowedSenders))
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public ISourceOptions RelativeTo(string folder) => this with
    {
        CertificateFile = ConfiguredPath.In(folder, CertificateFile), KeyFile = ConfiguredPath.In(folder, KeyFile),
        AuthorityFile = ConfiguredPath.In(folder, AuthorityFile), RevokedFile = ConfiguredPath.In(folder, RevokedFile),
    };

    /// <inheritdoc/>
    public IReportSource Open() => new TcpServerSource(this, CertificateFile is { } certificate && KeyFile is { } key && AuthorityFile is { } authorities ? new ServerTlsOptions(certificate, key, authorities, RevokedFile).Read() : null);
}
