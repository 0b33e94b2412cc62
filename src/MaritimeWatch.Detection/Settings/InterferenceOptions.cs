namespace MaritimeWatch.Detection.Settings;

/// <summary>S5, detectors.md C.10.</summary>
public sealed record InterferenceOptions
{
    /// <summary>So many vessels that jump together make one event of an area. 3 to 50; detectors.md S5.</summary>
    public int MinVessels { get; init; } = 5;

    /// <summary>They were within this many metres of one another before they jumped. 1,000 to 200,000; 20 nm, detectors.md S5.</summary>
    public double WithinMetres { get; init; } = 37_040;

    /// <summary>They jumped by more than this many metres. 500 to 50,000; 2 nm, detectors.md S5.</summary>
    public double MinJumpMetres { get; init; } = 3_704;

    /// <summary>Shorter jumps count where they end within this many metres of one another: positions that converge on a circle or a point. 100 to 20,000; rings of recorded interference are some hundred metres wide, design value.</summary>
    public double ConvergeMetres { get; init; } = 1_852;

    /// <summary>They jumped within this time of one another. 1 to 60 minutes; detectors.md S5.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A single vessel's kinematic spoof waits this long for others to jump with her. 0 to 30 minutes; a Class B set reports every 30 s to 3 min, so two reports of each neighbour, design value.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The event closes this long after the last jump. 5 to 240 minutes; detectors.md S5.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(30);
}
