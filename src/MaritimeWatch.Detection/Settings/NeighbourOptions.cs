namespace MaritimeWatch.Detection.Settings;

/// <summary>What other vessels tell about a loss of speed, detectors.md C.5.</summary>
public sealed record NeighbourOptions
{
    /// <summary>Neighbours are within this many metres. 1,000 to 50,000; 5 nm, detectors.md D2.</summary>
    public double WithinMetres { get; init; } = 9_260;

    /// <summary>So many neighbours with the same dip explain it: weather or tide. 1 to 20; detectors.md D2.</summary>
    public int MinSlowed { get; init; } = 2;

    /// <summary>And they are at least this part of the neighbours that can be compared. 0 to 1; two of ten is chance, design value.</summary>
    public double MinShareSlowed { get; init; } = 1.0 / 3;

    /// <summary>A neighbour's loss is the same when it is at least this part of the vessel's own, each against her own baseline. 0.1 to 1; design value.</summary>
    public double SameLossShare { get; init; } = 0.5;

    /// <summary>Least loss of a neighbour in knots. 0.1 to 5; tier a of D2.</summary>
    public double MinLossKnots { get; init; } = 0.4;

    /// <summary>Her baseline is the median of this long before. 15 to 80 minutes; the shorter one of D2, because the picture forgets.</summary>
    public TimeSpan Baseline { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>Her loss began within this of the vessel's own. 1 to 60 minutes; design value: 5 nm at 12 kn are 25 minutes, a front or a stream needs less.</summary>
    public TimeSpan SameOnset { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A slower vessel ahead within this many metres explains a loss. 100 to 10,000; 1 nm, detectors.md D2.</summary>
    public double TrafficAheadMetres { get; init; } = 1_852;

    /// <summary>Ahead is within this angle of her course. 5 to 90 degrees; design value: what a ship must slow down for rather than pass.</summary>
    public double AheadDegrees { get; init; } = 20;

    /// <summary>A tug within this many metres is alongside a ship that leaves her circle. 50 to 1,000; antenna to antenna along a hull of 300 m with a line out, design value.</summary>
    public double TugAlongsideMetres { get; init; } = 300;
}
