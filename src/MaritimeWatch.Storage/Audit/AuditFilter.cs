using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Audit;

/// <summary>Which entries of the audit log are wanted; what is null is not asked.</summary>
public sealed record AuditFilter
{
    /// <summary>Not made before.</summary>
    public Instant? From { get; init; }

    /// <summary>Made before.</summary>
    public Instant? Until { get; init; }

    /// <summary>This action, or with a final dot every action that begins so, e.g. <c>access.</c></summary>
    public string? Action { get; init; }

    /// <summary>This actor.</summary>
    public string? Actor { get; init; }

    /// <summary>This subject.</summary>
    public string? Subject { get; init; }
}
