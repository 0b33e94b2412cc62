namespace MaritimeWatch.Storage.Audit;

/// <summary>Something in a store that is not what the audit log says it was.</summary>
/// <param name="Number">The entry it is about; 0 where it is about none.</param>
/// <param name="What">What was found, one clause for a person.</param>
public sealed record AuditFinding(long Number, string What)
{
    /// <inheritdoc/>
    public override string ToString() => Number > 0 ? FormattableString.Invariant($"entry {Number}: {What}") : What;
}
