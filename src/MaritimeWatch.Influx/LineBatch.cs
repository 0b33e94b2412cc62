namespace MaritimeWatch.Influx;

/// <summary>Points that go to the server together.</summary>
/// <param name="RetentionPolicy">Where to; null for the database's default.</param>
/// <param name="Lines">Line protocol, whole lines, unchanged until the batch is dealt with.</param>
/// <param name="Points">How many.</param>
public sealed record LineBatch(string? RetentionPolicy, ReadOnlyMemory<byte> Lines, int Points);
