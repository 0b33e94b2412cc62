using MaritimeWatch.Domain;

namespace MaritimeWatch.Storage.Import;

/// <summary>A recording that was imported to its end.</summary>
/// <param name="Name">What it was called then, without the folder.</param>
/// <param name="Bytes">Its size as it was stored.</param>
/// <param name="Finished">When.</param>
/// <param name="Lines">Lines, or records, that it has.</param>
/// <param name="Positions">Positions in it, repetitions left out within a watch.</param>
/// <param name="Rejected">Lines, or records, that could not be used.</param>
public sealed record ImportedFile(string Name, long Bytes, Instant Finished, long Lines, long Positions, long Rejected);
