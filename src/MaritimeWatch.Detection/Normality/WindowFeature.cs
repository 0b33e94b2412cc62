namespace MaritimeWatch.Detection.Normality;

/// <summary>What a window of half an hour is judged by. Persisted in model files by order: append, never renumber, and raise the format version.</summary>
internal enum WindowFeature : byte
{
    /// <summary>Mean surprise at her speed, in nats, for the class in the cell.</summary>
    SpeedSurprise,

    /// <summary>Mean surprise at her course and speed band, over the minutes she moved.</summary>
    CourseSurprise,

    /// <summary>Mean surprise at her turns, over the minutes she moved.</summary>
    TurnSurprise,

    /// <summary>Mean surprise that she lay still, or moved.</summary>
    StopSurprise,

    /// <summary>ln(1 + standard deviation of her speed in knots).</summary>
    SpeedVariability,

    /// <summary>ln(1 + root of the mean square turn in degrees a minute).</summary>
    TurnEnergy,

    /// <summary>ln(1 + mean angle of her course off her heading in degrees).</summary>
    Crab,

    /// <summary>Mean of ln(ships of the class for each one that comes to the cell).</summary>
    Rarity,

    /// <summary>Mean number of cells to the nearest one where the class steers a similar course, over the minutes she moved; at most <see cref="WindowFeatures.MostCellsOffLane"/> + 1.</summary>
    OffLane,
}
