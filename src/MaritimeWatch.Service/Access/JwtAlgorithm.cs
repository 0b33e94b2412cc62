namespace MaritimeWatch.Service.Access;

/// <summary>The signatures that are taken (RFC 7518, section 3.1); no others, and never none.</summary>
internal enum JwtAlgorithm
{
    /// <summary>HMAC with SHA-256, a shared secret of 32 bytes or more.</summary>
    HS256,

    /// <summary>RSA PKCS #1 1.5 with SHA-256, 2048 bits or more.</summary>
    RS256,

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256,
}
