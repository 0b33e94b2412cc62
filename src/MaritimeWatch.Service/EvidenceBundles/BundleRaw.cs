namespace MaritimeWatch.Service.EvidenceBundles;

/// <summary>The received sentences: whether they were kept, how many lines there are, and what is not there.</summary>
internal sealed record BundleRaw(bool IsKept, int Lines, string? JournalFrom, string? JournalTo, long LinesOfAllVesselsNotKept, int PiecesCutShort, bool IsCutShort, IReadOnlyDictionary<string, string> Sources);
