namespace MaritimeWatch.Detection.Normality;

/// <summary>What is ordinary by the counts of a table: how surprising a minute is, where the lanes of a class run, and where too little was heard to say.</summary>
/// <remarks>Immutable once built; no query allocates. Surprise is -ln of a probability that leans on the whole class where a cell was little visited.</remarks>
internal sealed class OrdinaryTraffic
{
    /// <summary>A sector of a cell belongs to a lane of a class when so many different ships steered within it or beside it; design value: one ferry makes no lane.</summary>
    public const int LaneVessels = 3;

    /// <summary>How many cells round a place belong to its waters: 9 by 9, about 25 nm across; design value.</summary>
    public const int RegionRings = 4;

    // Fewer ships than this are no class.
    private const double LeastClassVessels = 10;

    // As many minutes of the whole class as a cell is credited with before its own count; design value, a quarter of a window.
    private const double PriorMinutes = 8;

    private readonly CellTable table;
    private readonly Prior[] priors;
    private readonly Dictionary<int, ushort> lanes = [];
    private readonly Dictionary<int, UInt128> regions = [];
    private readonly double[] classVessels = new double[VesselClasses.Count];

    public OrdinaryTraffic(CellTable table)
    {
        this.table = table;
        var classes = Enumerable.Range(0, VesselClasses.Count).Select(_ => new CellCounts()).ToArray();
        var all = new CellCounts();
        foreach (var (key, counts) in table.Entries)
        {
            classes[(int)CellTable.ClassOf(key)].Add(counts);
            all.Add(counts);
            var cell = CellTable.CellOf(key);
            regions[cell] = regions.GetValueOrDefault(cell) | counts.Vessels;
            AddLanes(cell, CellTable.ClassOf(key), counts);
        }

        for (var i = 0; i < classVessels.Length; i++)
        {
            classVessels[i] = table.VesselsOf((VesselClass)i).Estimate();
        }

        // A class of which next to nothing was heard is taken for the whole traffic.
        priors = [.. classes.Select((counts, index) => new Prior(classVessels[index] >= LeastClassVessels ? counts : all))];
    }

    /// <summary>About how many different ships of a class were heard.</summary>
    public double VesselsOf(VesselClass vesselClass) => classVessels[(int)vesselClass];

    public CellCounts? Find(int cell, VesselClass vesselClass) => table.Find(cell, vesselClass);

    /// <summary>Surprise at a speed.</summary>
    public double SpeedSurprise(CellCounts? counts, VesselClass vesselClass, int bin)
    {
        var own = 0.0;
        if (counts is not null)
        {
            // A knot is no sharp edge: the bins beside it count for half.
            own = (0.5 * counts[bin]) + (0.25 * (counts[Math.Max(0, bin - 1)] + counts[Math.Min(CellCounts.SpeedBins - 1, bin + 1)]));
        }

        return Surprise(own, counts?.Samples ?? 0, priors[(int)vesselClass].Speed[bin]);
    }

    /// <summary>Surprise at a course sector and speed band, for a ship that moves.</summary>
    public double CourseSurprise(CellCounts? counts, VesselClass vesselClass, int sector, int band)
    {
        var own = 0.0;
        if (counts is not null)
        {
            var left = (sector + WindowSample.Sectors - 1) % WindowSample.Sectors;
            var right = (sector + 1) % WindowSample.Sectors;
            own = (0.5 * counts[CellCounts.CourseBin(sector, band)])
                + (0.25 * (counts[CellCounts.CourseBin(left, band)] + counts[CellCounts.CourseBin(right, band)]));
        }

        return Surprise(own, counts?.Moving ?? 0, priors[(int)vesselClass].Band[band] / WindowSample.Sectors);
    }

    /// <summary>Surprise at a turn.</summary>
    public double TurnSurprise(CellCounts? counts, VesselClass vesselClass, int bin) =>
        Surprise(counts?[CellCounts.TurnAt + bin] ?? 0, counts?.Turns ?? 0, priors[(int)vesselClass].Turn[bin]);

    /// <summary>Surprise at lying still, or at moving.</summary>
    public double StopSurprise(CellCounts? counts, VesselClass vesselClass, bool isStop)
    {
        var share = priors[(int)vesselClass].Stop;
        var stops = counts?.Stops ?? 0;
        var samples = counts?.Samples ?? 0;
        return isStop ? Surprise(stops, samples, share) : Surprise(samples - stops, samples, 1 - share);
    }

    /// <summary>How few ships of the class come here: ln of all of them for each one that does.</summary>
    public double Rarity(CellCounts? counts, VesselClass vesselClass) =>
        Math.Log((VesselsOf(vesselClass) + 1) / ((counts?.VesselCount ?? 0) + 1));

    /// <summary>How many cells away, 0 to <paramref name="rings"/>, ships of the class steer a similar course (the sectors beside it count); one more than that when none do.</summary>
    public int CellsOffLane(int cell, VesselClass vesselClass, int sector, int rings)
    {
        var wanted = 1 << sector;
        vesselClass = LaneClassOf(vesselClass);
        for (var ring = 0; ring <= rings; ring++)
        {
            for (var row = -ring; row <= ring; row++)
            {
                // Of the rows within, the two ends; of the first and the last row, all of it.
                var step = Math.Abs(row) == ring ? 1 : Math.Max(1, 2 * ring);
                for (var column = -ring; column <= ring; column += step)
                {
                    var other = TrafficGrid.Neighbour(cell, row, column);
                    if (other >= 0 && (lanes.GetValueOrDefault(CellTable.KeyOf(other, vesselClass)) & wanted) != 0)
                    {
                        return ring;
                    }
                }
            }
        }

        return rings + 1;
    }

    /// <summary>About how many different vessels of any class were heard in the waters about a cell: what thin training is told by. At most some 600.</summary>
    public double VesselsAbout(int cell)
    {
        var vessels = UInt128.Zero;
        for (var row = -RegionRings; row <= RegionRings; row++)
        {
            for (var column = -RegionRings; column <= RegionRings; column++)
            {
                vessels |= regions.GetValueOrDefault(TrafficGrid.Neighbour(cell, row, column));
            }
        }

        return DistinctVessels.Estimate(int.CreateTruncating(UInt128.PopCount(vessels)), CellCounts.VesselBits);
    }

    /// <summary>Cargo ships and tankers sail the same lanes: a lane with few of the one may be busy with the other.</summary>
    private static VesselClass LaneClassOf(VesselClass vesselClass) => vesselClass == VesselClass.Tanker ? VesselClass.Cargo : vesselClass;

    private void AddLanes(int cell, VesselClass vesselClass, CellCounts counts)
    {
        var others = vesselClass switch
        {
            VesselClass.Cargo => table.Find(cell, VesselClass.Tanker),
            VesselClass.Tanker => table.Find(cell, VesselClass.Cargo),
            _ => null,
        };
        var lane = 0;
        for (var sector = 0; sector < WindowSample.Sectors; sector++)
        {
            if (counts.VesselsOnCourse(sector, others) >= LaneVessels)
            {
                lane |= 1 << sector;
            }
        }

        if (lane != 0)
        {
            lanes[CellTable.KeyOf(cell, LaneClassOf(vesselClass))] = (ushort)lane;
        }
    }

    private static double Surprise(double own, double total, double prior) => -Math.Log((own + (PriorMinutes * prior)) / (total + PriorMinutes));

    /// <summary>The shares of a whole class; every one above 0.</summary>
    private sealed class Prior(CellCounts counts)
    {
        public double[] Speed { get; } = Shares(counts, 0, 1, CellCounts.SpeedBins, counts.Samples);

        public double[] Turn { get; } = Shares(counts, CellCounts.TurnAt, 1, CellCounts.TurnBins, counts.Turns);

        public double[] Band { get; } = BandShares(counts);

        public double Stop { get; } = (counts.Stops + 1.0) / (counts.Samples + 2.0);

        private static double[] Shares(CellCounts counts, int first, int step, int bins, long total) =>
            [.. Enumerable.Range(0, bins).Select(bin => (counts[first + (bin * step)] + 1.0) / (total + bins))];

        private static double[] BandShares(CellCounts counts)
        {
            var minutes = new double[CellCounts.Bands];
            for (var sector = 0; sector < WindowSample.Sectors; sector++)
            {
                for (var band = 0; band < minutes.Length; band++)
                {
                    minutes[band] += counts[CellCounts.CourseBin(sector, band)];
                }
            }

            return [.. minutes.Select(count => (count + 1) / (counts.Moving + minutes.Length))];
        }
    }
}
