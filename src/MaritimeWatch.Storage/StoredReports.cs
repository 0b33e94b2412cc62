namespace MaritimeWatch.Storage;

/// <summary>What became of reports whose sender waits until they are durable.</summary>
/// <param name="Stored">How many were new, static data among them.</param>
/// <param name="Duplicates">How many positions were stored already.</param>
public readonly record struct StoredReports(int Stored, int Duplicates);
