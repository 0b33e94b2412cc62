namespace MaritimeWatch.Detection.Normality;

/// <summary>The features of a window of a track against what is ordinary for its class.</summary>
internal static class WindowFeatures
{
    /// <summary>How many features there are.</summary>
    public const int Count = 9;

    /// <summary>How far a lane is looked for, in cells.</summary>
    public const int MostCellsOffLane = 6;

    /// <summary>Fewest samples of a window; ships at anchor report every three minutes.</summary>
    public const int LeastSamples = 8;

    /// <summary>Most samples of a window: one a minute.</summary>
    public const int MostSamples = 32;

    /// <summary>Length of a window: long enough for a manoeuvre, short enough to be news; design value.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>A window covers at least this: the first minutes after a silence are not judged.</summary>
    public static readonly TimeSpan LeastSpan = TimeSpan.FromMinutes(25);

    /// <summary>The name of a feature in tables.</summary>
    public static string NameOf(WindowFeature feature) => feature switch
    {
        WindowFeature.SpeedSurprise => "speed_surprise",
        WindowFeature.CourseSurprise => "course_surprise",
        WindowFeature.TurnSurprise => "turn_surprise",
        WindowFeature.StopSurprise => "stop_surprise",
        WindowFeature.SpeedVariability => "speed_variability",
        WindowFeature.TurnEnergy => "turn_energy",
        WindowFeature.Crab => "crab",
        WindowFeature.Rarity => "rarity",
        WindowFeature.OffLane => "off_lane",
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "a feature without a name"),
    };

    /// <summary>A feature in words, as what is unusual about a ship.</summary>
    public static string InWords(WindowFeature feature) => feature switch
    {
        WindowFeature.SpeedSurprise => "her speed",
        WindowFeature.CourseSurprise => "her course at that speed",
        WindowFeature.TurnSurprise => "how she turns",
        WindowFeature.StopSurprise => "that she lies still, or does not",
        WindowFeature.SpeedVariability => "how her speed changes",
        WindowFeature.TurnEnergy => "how much she turns",
        WindowFeature.Crab => "the angle of her course off her heading",
        WindowFeature.Rarity => "that she is there at all",
        WindowFeature.OffLane => "how far she is off the lanes",
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "a feature without words"),
    };

    /// <summary>Measures a window.</summary>
    /// <param name="samples">Its samples, oldest first; at least one.</param>
    /// <param name="vesselClass">The class of the ship.</param>
    /// <param name="ordinary">What is ordinary.</param>
    /// <param name="features">Receives <see cref="Count"/> values, each as a <see cref="Half"/> can hold it: what a file keeps is what was learned from.</param>
    public static void Measure(ReadOnlySpan<WindowSample> samples, VesselClass vesselClass, OrdinaryTraffic ordinary, Span<float> features)
    {
        double speedSurprise = 0, courseSurprise = 0, turnSurprise = 0, stopSurprise = 0, rarity = 0, offLane = 0;
        double speedSum = 0, speedSquares = 0, turnSquares = 0, crabSum = 0;
        int moving = 0, turns = 0, crabs = 0;
        var cellsOffLane = 0;
        var laneCell = (Cell: -1, Sector: WindowSample.NoSector);
        foreach (ref readonly var sample in samples)
        {
            var counts = ordinary.Find(sample.Cell, vesselClass);
            var knots = sample.SpeedKnots;
            speedSum += knots;
            speedSquares += knots * knots;
            speedSurprise += ordinary.SpeedSurprise(counts, vesselClass, CellCounts.SpeedBin(knots));
            stopSurprise += ordinary.StopSurprise(counts, vesselClass, !sample.IsMoving);
            rarity += ordinary.Rarity(counts, vesselClass);
            if (sample.IsMoving)
            {
                moving++;
                courseSurprise += ordinary.CourseSurprise(counts, vesselClass, sample.Sector, CellCounts.Band(knots));
                if (laneCell != (sample.Cell, sample.Sector))
                {
                    laneCell = (sample.Cell, sample.Sector);
                    cellsOffLane = ordinary.CellsOffLane(sample.Cell, vesselClass, sample.Sector, MostCellsOffLane);
                }

                offLane += cellsOffLane;
            }

            if (!Half.IsNaN(sample.TurnDegreesPerMinute))
            {
                var turn = (double)sample.TurnDegreesPerMinute;
                turns++;
                turnSquares += turn * turn;
                turnSurprise += ordinary.TurnSurprise(counts, vesselClass, CellCounts.TurnBin(turn));
            }

            if (!Half.IsNaN(sample.CrabDegrees))
            {
                crabs++;
                crabSum += (double)sample.CrabDegrees;
            }
        }

        var n = samples.Length;
        var variance = Math.Max(0, (speedSquares / n) - Math.Pow(speedSum / n, 2));

        // What a ship at rest cannot show is as ordinary as can be: 0.
        Set(features, WindowFeature.SpeedSurprise, speedSurprise / n);
        Set(features, WindowFeature.CourseSurprise, courseSurprise / Math.Max(1, moving));
        Set(features, WindowFeature.TurnSurprise, turnSurprise / Math.Max(1, turns));
        Set(features, WindowFeature.StopSurprise, stopSurprise / n);
        Set(features, WindowFeature.SpeedVariability, Math.Log(1 + Math.Sqrt(variance)));
        Set(features, WindowFeature.TurnEnergy, Math.Log(1 + Math.Sqrt(turnSquares / Math.Max(1, turns))));
        Set(features, WindowFeature.Crab, Math.Log(1 + (crabSum / Math.Max(1, crabs))));
        Set(features, WindowFeature.Rarity, rarity / n);
        Set(features, WindowFeature.OffLane, offLane / Math.Max(1, moving));
    }

    private static void Set(Span<float> features, WindowFeature feature, double value) => features[(int)feature] = (float)(Half)value;
}
