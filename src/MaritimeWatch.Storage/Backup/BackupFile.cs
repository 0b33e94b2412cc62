namespace MaritimeWatch.Storage.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Suffix">What its name has behind that of the backup: nothing, or <c>.tracks</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, 64 hexadecimal digits.</param>
public sealed record BackupFile(string Suffix, long Bytes, string Sha256);
