namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Every recipe and every variant, in the order of detectors.md section G.2.</summary>
internal static class RecipeBook
{
    public static readonly Recipe[] Recipes =
    [
        new("R1A", "R1", "powered drag over a power cable, speed lost early (Eagle S)", 2, 8.5, PoweredDragRecipes.EagleSWithEarlyDrop),
        new("R1B", "R1", "the same without the early loss of speed", 2.6, 8.5, PoweredDragRecipes.EagleSWithoutEarlyDrop),
        new("R2A", "R2", "a dip of speed at a pipeline, and an innocent neighbour (Newnew Polar Bear)", 2.3, 2.2, PoweredDragRecipes.NewnewPolarBear),
        new("R3A", "R3", "no loss of speed: crossing, gap of 7.5 h, crossing, an hour of circling (Yi Peng 3)", 2.5, 20.2, SilentTransitRecipes.GapThenCircling),
        new("R3B", "R3", "the same southbound, circling before the second crossing", 2.5, 19, SilentTransitRecipes.Southbound),
        new("R3C", "R3", "the same as R3A without the gap", 2.5, 20.2, SilentTransitRecipes.WithoutGap),
        new("R4A", "R4", "six ships at anchor in a storm, one drags over a cable (IFA)", 5, 3.5, AnchorRecipes.StormAtAnchor),
        new("R5A", "R5", "a trawler back and forth across a cable", 1.1, 12, WorkRecipes.Trawler),
        new("R6A", "R6", "a cable ship at work", 0, 12, WorkRecipes.CableShip),
        new("R7A", "R7", "a receiver silent for 22 minutes, and the 140 ships in its range", 1.2, 1.2, FeedRecipes.StationSilent),
        new("R7B", "R7", "the whole feed silent for 22 minutes", 1.2, 1.2, FeedRecipes.WholeFeedSilent),
        new("R8A", "R8", "fourteen ships' positions circle one point for nine minutes", 1.4, 1, DeceptionRecipes.Ring),
        new("R8B", "R8", "fourteen ships' positions collapse to one point for nine minutes", 1.4, 1, DeceptionRecipes.Point),
        new("R9A", "R9", "a gap that a late batch fills completely", 2.5, 1.5, FeedRecipes.WholeBatch),
        new("R9B", "R9", "a gap that a late batch fills in part", 2.5, 2, FeedRecipes.PartOfTheBatch),
        new("R10A", "R10", "two hulls on one MMSI, 60 nm apart", 1.8, 2, DeceptionRecipes.FarTwins),
        new("R10B", "R10", "two hulls on one MMSI, 8 nm apart", 0, 2, DeceptionRecipes.NearTwins),
        new("R11A", "R11", "slowing down for the pilot", 0, 6, WorkRecipes.PilotSlowDown),
        new("R11B", "R11", "slowing down round a bend", 0, 6, WorkRecipes.BendSlowDown),
        new("R12A", "R12", "a ferry on schedule over many cables", 0, 24, WorkRecipes.Ferry),
        new("R13A", "R13", "twelve ships at anchor through two turns of the tide", 0, 25.5, AnchorRecipes.TideTurn),
    ];

    /// <summary>What the scenario <c>day</c> plays, and when: hours after its start.</summary>
    public static readonly (string Name, double Hours)[] Day =
    [
        ("R1A", 2.4), ("R1B", 12.43), ("R2A", 5.3), ("R4A", 16.5), ("R5A", 5), ("R6A", 0), ("R11A", 8.2), ("R11B", 9.4), ("R12A", 0.3), ("R13A", 0),
    ];
}
