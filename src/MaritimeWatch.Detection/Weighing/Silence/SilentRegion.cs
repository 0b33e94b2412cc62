using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>Cells in which most of the vessels fell silent together.</summary>
/// <param name="Cells">The cells they were last heard in.</param>
/// <param name="BlindCells">Those of them in and about which nobody is heard any more.</param>
/// <param name="Members">The vessels, by MMSI and hull.</param>
/// <param name="StillHeard">Vessels in and about those cells that are heard.</param>
/// <param name="LastHeard">The last that was heard of any member.</param>
/// <param name="Centre">The middle of the members.</param>
internal sealed record SilentRegion(
    IReadOnlyList<SeaCell> Cells, IReadOnlyList<SeaCell> BlindCells, IReadOnlyList<HeardVessel> Members, int StillHeard, Instant LastHeard, GeoPosition Centre);
