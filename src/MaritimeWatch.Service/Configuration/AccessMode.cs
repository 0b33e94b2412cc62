namespace MaritimeWatch.Service.Configuration;

/// <summary>Whether callers must say who they are.</summary>
internal enum AccessMode
{
    /// <summary>Required as soon as any credential is configured, and anywhere but on loopback; else open.</summary>
    Auto,

    /// <summary>Nobody is asked; on loopback alone.</summary>
    Open,

    /// <summary>Everybody is asked; the service does not start without anything to hold the answers against.</summary>
    Required,
}
