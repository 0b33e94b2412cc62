namespace MaritimeWatch.Detection.Locating;

/// <summary>What can be the nearest of all to a place in one grid cell: four legs, each named by its first vertex, or a list of runs.</summary>
/// <remarks>Four, because four distances are worked out side by side in one vector. A cell with fewer is filled up with
/// <see cref="LegTable.NoLeg"/>, which is nowhere near; a cell with more, or with something else than plain legs that are always watched,
/// has a list. 16 bytes, laid out as four integers in the grid.</remarks>
internal readonly record struct NearestLegs(int First, int Second, int Third, int Fourth)
{
    public const int Count = 4;

    /// <summary>In the first place: nothing is in reach.</summary>
    public const int None = -1;

    private const int Listed = -2;

    /// <summary>A list of runs from a place to just before another.</summary>
    public static NearestLegs List(int start, int end) => new(Listed, start, end, 0);

    public void CopyTo(Span<int> cell) => (cell[0], cell[1], cell[2], cell[3]) = (First, Second, Third, Fourth);
}
