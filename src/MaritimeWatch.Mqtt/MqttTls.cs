namespace MaritimeWatch.Mqtt;

/// <summary>How a broker proves who it is, and this client to it.</summary>
public sealed record MqttTls
{
    /// <summary>A PEM file of the authorities that are trusted, instead of the machine's own; null for the machine's own.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file of this client's certificate, followed by those of the authorities between; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file of the certificate's private key; null where it stands in the certificate's file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The private key's password; null for none.</summary>
    public string? KeyPassword { get; init; }

    /// <summary>The name that the broker's certificate has to bear; null for the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>Takes any certificate, and so any broker that pretends: for trials alone. False unless told so.</summary>
    public bool AcceptsInvalidCertificates { get; init; }

    /// <summary>The files, and never the key's password.</summary>
    public override string ToString() =>
        $"authorities {AuthorityFile ?? "of the machine"}, certificate {CertificateFile ?? "none"}, key {KeyFile ?? "with the certificate"}, server name {ServerName ?? "of the address"}{(AcceptsInvalidCertificates ? ", any certificate taken" : "")}";
}
