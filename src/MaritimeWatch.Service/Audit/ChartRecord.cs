namespace MaritimeWatch.Service.Audit;

/// <summary>A chart file as the audit log keeps it.</summary>
/// <param name="File">Its name, without the folder.</param>
/// <param name="Sha256">Of its bytes, 64 hexadecimal digits; <c>unreadable</c> where it cannot be read.</param>
internal sealed record ChartRecord(string File, string Sha256);
