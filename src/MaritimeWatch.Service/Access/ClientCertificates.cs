using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MaritimeWatch.Service.Configuration;

namespace MaritimeWatch.Service.Access;

/// <summary>Tells whose a client certificate is. That one of our authorities has signed it was checked when the connection was made.</summary>
internal sealed class ClientCertificates(ClientCertificateSettings settings, WatchedFiles<HashSet<string>>? revoked, TimeProvider clock)
{
    public string? Problem => revoked?.Problem;

    /// <summary>Thumbprints that are no longer taken: SHA-256, one a line, colons and spaces as tools print them; what follows a # is a remark.</summary>
    /// <exception cref="InvalidDataException">A line is none.</exception>
    public static HashSet<string> ReadRevoked(string path)
    {
        var thumbprints = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in File.ReadLines(path).Select((line, index) => (line, index + 1)))
        {
            var digits = new string([.. line.Split('#')[0].Where(character => !char.IsWhiteSpace(character) && character != ':')]).ToUpperInvariant();
            if (digits.Length == 0)
            {
                continue;
            }

            if (digits.Length != SHA256.HashSizeInBytes * 2 || !digits.All(char.IsAsciiHexDigitUpper))
            {
                throw new InvalidDataException($"{path}: line {number} is no SHA-256 thumbprint of 64 hexadecimal digits");
            }

            thumbprints.Add(digits);
        }

        return thumbprints;
    }

    /// <summary>Whether a certificate is revoked: then nothing on its connection is believed, whatever token comes with it.</summary>
    public bool IsRevoked(X509Certificate2 certificate) => revoked?.Current.Contains(Thumbprint(certificate)) == true;

    public Identification Identify(X509Certificate2 certificate)
    {
        if (IsRevoked(certificate))
        {
            return new(Refusal.Revoked);
        }

        // A connection may outlast its certificate.
        var now = clock.GetUtcNow();
        if (now > certificate.NotAfter.ToUniversalTime() || now < certificate.NotBefore.ToUniversalTime())
        {
            return new(Refusal.Expired);
        }

        var names = CertificateNames.Of(certificate);
        var identity = settings.Identities.FirstOrDefault(candidate =>
            candidate.San is not null ? names.Contains(candidate.San, StringComparer.Ordinal) : candidate.Subject == certificate.SubjectName.Name);
        return identity is null ? new(Refusal.UnknownCertificate) : new(new Caller
        {
            Name = identity.Name,
            Credential = CredentialKind.Certificate,
            CredentialId = Thumbprint(certificate),
            Roles = identity.Role is { } role ? [role] : [],
            Grants = identity.Grants,
            Sectors = identity.Sectors,
            Clearance = identity.Clearance,
            SourceId = identity.SourceId ?? (identity.Role == Role.Harness ? identity.Name : null),
        });
    }

    public static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
