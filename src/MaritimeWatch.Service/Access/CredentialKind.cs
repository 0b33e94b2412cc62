namespace MaritimeWatch.Service.Access;

/// <summary>How somebody has shown who they are.</summary>
internal enum CredentialKind
{
    None,

    /// <summary>Not at all: the service is open.</summary>
    Open,
    ApiToken,
    Jwt,
    Certificate,
}
