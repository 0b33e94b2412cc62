namespace MaritimeWatch.Detection.Normality;

/// <summary>All that was counted: by cell and class, and how many different ships of each class there were.</summary>
internal sealed class CellTable
{
    private const int ClassShift = 3;

    private readonly Dictionary<int, CellCounts> cells = [];
    private readonly DistinctVessels[] classVessels = [.. Enumerable.Range(0, VesselClasses.Count).Select(_ => new DistinctVessels())];

    /// <summary>Cells with a class in them.</summary>
    public int Count => cells.Count;

    /// <summary>Entries in no order, by key.</summary>
    public IReadOnlyDictionary<int, CellCounts> Entries => cells;

    public static int KeyOf(int cell, VesselClass vesselClass) => (cell << ClassShift) | (int)vesselClass;

    public static int CellOf(int key) => key >> ClassShift;

    public static VesselClass ClassOf(int key) => (VesselClass)(key & ((1 << ClassShift) - 1));

    public DistinctVessels VesselsOf(VesselClass vesselClass) => classVessels[(int)vesselClass];

    public CellCounts? Find(int cell, VesselClass vesselClass) => cells.GetValueOrDefault(KeyOf(cell, vesselClass));

    /// <summary>The entry of a key, made where there was none.</summary>
    public CellCounts At(int key)
    {
        if (!cells.TryGetValue(key, out var counts))
        {
            counts = new CellCounts();
            cells.Add(key, counts);
        }

        return counts;
    }

    public void Add(ulong vessel, VesselClass vesselClass, ReadOnlySpan<WindowSample> samples)
    {
        foreach (ref readonly var sample in samples)
        {
            At(KeyOf(sample.Cell, vesselClass)).Add(vessel, sample);
        }

        if (!samples.IsEmpty)
        {
            classVessels[(int)vesselClass].Add(vessel);
        }
    }

    public void Add(CellTable other)
    {
        foreach (var (key, counts) in other.cells)
        {
            At(key).Add(counts);
        }

        for (var i = 0; i < classVessels.Length; i++)
        {
            classVessels[i].Add(other.classVessels[i]);
        }
    }
}
