using System.Numerics;

namespace MaritimeWatch.Detection.Normality;

/// <summary>What one class of ships did in one cell: minutes by speed, by course and speed band, by turn, and by how many different ships.</summary>
/// <remarks>Counts of whole minutes only: they add up to the same in any order, so a model never depends on the order of its traffic. About 560 bytes; some 40 to 60 in a file.</remarks>
internal sealed class CellCounts
{
    public const int SpeedBins = 32;
    public const int Bands = 4;
    public const int TurnBins = 8;
    public const int VesselBits = 128;
    public const int SectorVesselBits = 16;
    public const int CourseAt = SpeedBins;
    public const int TurnAt = CourseAt + (WindowSample.Sectors * Bands);
    public const int StopAt = TurnAt + TurnBins;
    public const int Counters = StopAt + 1;

    private readonly uint[] counters = new uint[Counters];
    private readonly ushort[] sectorVessels = new ushort[WindowSample.Sectors];

    /// <summary>One bit for each different ship, linear counting: read with <see cref="DistinctVessels.Estimate(int, int)"/>.</summary>
    public UInt128 Vessels { get; private set; }

    /// <summary>Minutes of any speed.</summary>
    public long Samples { get; private set; }

    /// <summary>Minutes with a course.</summary>
    public long Moving { get; private set; }

    /// <summary>Minutes with a turn.</summary>
    public long Turns { get; private set; }

    /// <summary>Minutes at rest.</summary>
    public uint Stops => counters[StopAt];

    public uint this[int counter] => counters[counter];

    public ushort SectorVessels(int sector) => sectorVessels[sector];

    /// <summary>About how many different ships of the class were there.</summary>
    public double VesselCount => DistinctVessels.Estimate(int.CreateTruncating(UInt128.PopCount(Vessels)), VesselBits);

    /// <summary>About how many different ships steered within a sector of a course; the sectors beside it count.</summary>
    /// <param name="sector">The sector.</param>
    /// <param name="others">The same cell of another class that counts too, or null.</param>
    public double VesselsOnCourse(int sector, CellCounts? others = null)
    {
        var bits = 0;
        for (var beside = WindowSample.Sectors - 1; beside <= WindowSample.Sectors + 1; beside++)
        {
            var at = (sector + beside) % WindowSample.Sectors;
            bits |= sectorVessels[at] | (others?.sectorVessels[at] ?? 0);
        }

        return DistinctVessels.Estimate(BitOperations.PopCount((uint)bits), SectorVesselBits);
    }

    /// <summary>The speed bin of a speed: whole knots, the last one open.</summary>
    public static int SpeedBin(double knots) => Math.Clamp((int)knots, 0, SpeedBins - 1);

    /// <summary>The speed band of a speed: below 6, 11 and 16 knots, and above: a tow or a trawl, a coaster, a deep-sea ship, a ferry.</summary>
    public static int Band(double knots) => knots < 6 ? 0 : knots < 11 ? 1 : knots < 16 ? 2 : 3;

    /// <summary>The bin of a turn: below 1, 2, 4 … 64 degrees a minute, and above.</summary>
    public static int TurnBin(double degreesPerMinute) => degreesPerMinute < 1 ? 0 : Math.Min(TurnBins - 1, 1 + (int)Math.Log2(degreesPerMinute));

    public static int CourseBin(int sector, int band) => CourseAt + (sector * Bands) + band;

    public void Add(ulong vessel, in WindowSample sample)
    {
        var knots = sample.SpeedKnots;
        Vessels |= UInt128.One << ((int)vessel & (VesselBits - 1));
        Add(SpeedBin(knots), 1);
        if (sample.IsMoving)
        {
            Add(CourseBin(sample.Sector, Band(knots)), 1);
            sectorVessels[sample.Sector] |= (ushort)(1 << ((int)(vessel >> 8) & (SectorVesselBits - 1)));
        }
        else
        {
            Add(StopAt, 1);
        }

        if (!Half.IsNaN(sample.TurnDegreesPerMinute))
        {
            Add(TurnAt + TurnBin((double)sample.TurnDegreesPerMinute), 1);
        }
    }

    public void Add(CellCounts other)
    {
        for (var i = 0; i < Counters; i++)
        {
            Add(i, other.counters[i]);
        }

        for (var i = 0; i < sectorVessels.Length; i++)
        {
            sectorVessels[i] |= other.sectorVessels[i];
        }

        Vessels |= other.Vessels;
    }

    /// <summary>Adds minutes to one counter. Never overflows: a counter that is full stays full.</summary>
    public void Add(int counter, uint minutes)
    {
        var added = Math.Min(minutes, uint.MaxValue - counters[counter]);
        counters[counter] += added;
        if (counter < CourseAt)
        {
            Samples += added;
        }
        else if (counter < TurnAt)
        {
            Moving += added;
        }
        else if (counter < StopAt)
        {
            Turns += added;
        }
    }

    /// <summary>Adds the ships of a file's entry.</summary>
    public void AddVessels(UInt128 vessels) => Vessels |= vessels;

    /// <summary>Adds the ships of a file's entry that steered within a sector.</summary>
    public void AddSectorVessels(int sector, ushort vessels) => sectorVessels[sector] |= vessels;
}
