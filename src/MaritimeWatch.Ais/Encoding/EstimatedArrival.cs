namespace MaritimeWatch.Ais.Encoding;

/// <summary>An estimated time of arrival, UTC, without a year; each part may be unknown by itself (ITU-R M.1371-5, table 52).</summary>
/// <param name="Month">1 to 12, or null.</param>
/// <param name="Day">1 to 31, or null.</param>
/// <param name="Hour">0 to 23, or null.</param>
/// <param name="Minute">0 to 59, or null.</param>
public readonly record struct EstimatedArrival(int? Month = null, int? Day = null, int? Hour = null, int? Minute = null)
{
    internal PayloadWriter PutInto(PayloadWriter payload) => payload
        .PutNumber(Month, 1, 12, 4, 0)
        .PutNumber(Day, 1, 31, 5, 0)
        .PutNumber(Hour, 0, 23, 5, 24)
        .PutNumber(Minute, 0, 59, 6, 60);
}
