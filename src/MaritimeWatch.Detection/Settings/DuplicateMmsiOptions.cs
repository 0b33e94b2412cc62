namespace MaritimeWatch.Detection.Settings;

/// <summary>S2, two hulls under one MMSI (detectors.md C.10).</summary>
public sealed record DuplicateMmsiOptions
{
    /// <summary>Two hulls are farther apart than this in metres. 1,000 to 50,000; 5 nm, detectors.md S2. Nearer, a fault of the receiver explains it as well.</summary>
    public double MinDistanceMetres { get; init; } = 9260;

    /// <summary>A report from the other place within this time is an alternation, whatever the reporting intervals. 10 to 600 seconds; detectors.md S2.</summary>
    public TimeSpan AlternationWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Slow reporters: so many of a place's own reporting intervals may pass before her next report. 2 to 10; one transponder that was sent
    /// astray is silent at the old place for far longer, two at anchor or heard by satellite are not; design value.
    /// </summary>
    public double AlternationIntervals { get; init; } = 4;

    /// <summary>So many changes of place make two hulls. 2 to 20; detectors.md S2.</summary>
    public int Alternations { get; init; } = 3;

    /// <summary>So many of her own reporting intervals must a hull be silent before reports elsewhere are a jump of hers. 1 to 10; with a loss of 20 % of reports three in a row are missed in one case of a hundred.</summary>
    public double JumpAfterIntervals { get; init; } = 3;

    /// <summary>The least of that silence. 10 to 300 seconds; three intervals of a class A ship under way, ITU-R M.1371-5 table 1.</summary>
    public TimeSpan JumpAfterAtLeast { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most of that silence. 30 to 1,800 seconds; a class A ship at anchor reports every 3 minutes.</summary>
    public TimeSpan JumpAfterAtMost { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>With one position only, the alert closes after this. 1 to 72 hours; detectors.md S2.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>So long after two hulls were told apart a jump under the MMSI is put down to them. 0 to 30 days; a wrongly programmed MMSI stays so until somebody comes aboard, design value.</summary>
    public TimeSpan RememberedFor { get; init; } = TimeSpan.FromDays(7);
}
