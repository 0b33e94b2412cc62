using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais;

/// <summary>A report, and what its message told beside it.</summary>
/// <param name="Report">The report.</param>
/// <param name="UtcSecond">The second of the minute, 0 to 59, that the vessel gave with it from her satellite receiver; <see cref="NoSecond"/> where she gave none.</param>
/// <param name="IsForwarded">Whether it bears the mark of a merged feed (<see cref="Nmea.ForwardedMark"/>): it belongs into the picture, and is not sent on again.</param>
/// <param name="Station">The station that heard it, as the message itself tells; null where it does not tell.</param>
public readonly record struct HeardReport(AisReport Report, int UtcSecond = HeardReport.NoSecond, bool IsForwarded = false, string? Station = null)
{
    /// <summary>No second came with the report.</summary>
    public const int NoSecond = -1;

    /// <summary>A report that came with nothing beside it.</summary>
    public static implicit operator HeardReport(AisReport report) => new(report);

    /// <summary>The second in a field of six bits; 60 and above stand for none (ITU-R M.1371-5, time stamp of message 1).</summary>
    public static int SecondOf(uint field) => field < 60 ? (int)field : NoSecond;
}
