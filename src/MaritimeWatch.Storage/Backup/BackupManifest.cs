using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Backup;

/// <summary>What a backup holds, so that it can be told whole from damaged, and old from new.</summary>
/// <param name="Taken">When it was begun.</param>
/// <param name="SchemaVersion">Version of the store's tables.</param>
/// <param name="AlertSequence">The newest sequence of the alert log that it holds.</param>
/// <param name="AuditEntries">Entries of the audit log that it holds.</param>
/// <param name="Files">Its files; the store's first.</param>
public sealed record BackupManifest(Instant Taken, long SchemaVersion, long AlertSequence, long AuditEntries, IReadOnlyList<BackupFile> Files);
