namespace MaritimeWatch.Detection.Settings;

/// <summary>Entry into wind farms with their safety zones and into restricted areas; Royal Decree of 4 February 2020 (Belgium, numac 2019041616).</summary>
public sealed record RestrictedAreaOptions
{
    /// <summary>Safety zone about a wind farm in metres. 0 to 1,852; the decree, and article 60 of UNCLOS.</summary>
    public double SafetyZoneMetres { get; init; } = 500;

    /// <summary>She has left when this many metres beyond the zone. 0 to 500; the doubt of a chart, design value.</summary>
    public double ExitMetres { get; init; } = 100;

    /// <summary>Time inside that makes a warning of a notice. 1 to 240 minutes; design value.</summary>
    public TimeSpan WarningAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest workboat in metres that belongs in a wind farm by her length. 0 to 100; crew transfer vessels are 15 to 35 m, design value.</summary>
    public double CrewBoatMetres { get; init; } = 40;

    /// <summary>Days of the last 30 on which a regular visitor has been in the same farm. 2 to 30; a service vessel works for weeks on end, design value.</summary>
    public int RegularVisitDays { get; init; } = 5;
}
