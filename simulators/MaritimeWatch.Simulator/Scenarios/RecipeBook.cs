namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Every recipe with its variants (detectors.md section G.2), every further behaviour to be found, every trap, and the plans that play them together.</summary>
internal static class RecipeBook
{
    private const string Further = "further";
    private const string Traps = "traps";

    public static readonly Recipe[] Recipes =
    [
        new("R1A", "R1", "powered drag over a power cable, speed lost early (Eagle S)", 2, 8.5, PoweredDragRecipes.EagleSWithEarlyDrop),
        new("R1B", "R1", "the same without the early loss of speed", 2.6, 8.5, PoweredDragRecipes.EagleSWithoutEarlyDrop),
        new("R1C", "R1", "the same on track T1: Nemo Link first, the Interconnector hours later", 2, 5, PoweredDragRecipes.EagleSOnT1),
        new("R2A", "R2", "a dip of speed at a pipeline, and an innocent neighbour (Newnew Polar Bear)", 2.3, 2.2, PoweredDragRecipes.NewnewPolarBear),
        new("R2B", "R2", "the same with a tanker over two parallel pipelines", 2.3, 2.2, PoweredDragRecipes.TankerOverTwoPipelines),
        new("R2C", "R2", "a third of the speed lost at a cable, then zig-zag (Samus Swan)", 2, 3, PoweredDragRecipes.ZigZag),
        new("R3A", "R3", "no loss of speed: crossing, gap of 7.5 h, crossing, an hour of circling (Yi Peng 3)", 2.5, 20.2, SilentTransitRecipes.GapThenCircling),
        new("R3B", "R3", "the same southbound, circling before the second crossing", 2.5, 19, SilentTransitRecipes.Southbound),
        new("R3C", "R3", "the same as R3A without the gap", 2.5, 20.2, SilentTransitRecipes.WithoutGap),
        new("R4A", "R4", "six ships at anchor in a storm, one drags over a cable (IFA)", 7.5, 3.5, AnchorRecipes.StormAtAnchor),
        new("R4B", "R4", "the same in the West-Hinder roads, on track T2", 7.5, 3.5, AnchorRecipes.StormInTheRoads),
        new("R5A", "R5", "an otter trawler back and forth across a cable", 1.1, 12, WorkRecipes.Trawler),
        new("R5B", "R5", "a beam trawler up and down across a pipeline, status under way", 1.1, 9, WorkRecipes.BeamTrawler),
        new("R5C", "R5", "a trawler's thirty passes over one mile of cable (Melkart-5)", 1.1, 14, WorkRecipes.ThirtyPasses),
        new("R6A", "R6", "a cable ship at work", 0, 12, WorkRecipes.CableShip),
        new("R6B", "R6", "a dredger beside an export cable", 0, 12, WorkRecipes.DredgerBesideCable),
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
        new("R12B", "R12", "a fast ferry, six sailings a day over the same cables", 0, 18, WorkRecipes.FastFerry),
        new("R13A", "R13", "twelve ships at anchor through two turns of a spring tide", 0, 25.5, AnchorRecipes.TideTurn),
        new("R13B", "R13", "twelve ships at anchor through two turns of a neap tide", 0, 25.5, AnchorRecipes.NeapTide),

        new("loitering-yacht", Further, "a yacht hangs about over a telecom cable for 75 minutes", 1.6, 8, LoiterRecipes.Yacht),
        new("loitering-research", Further, "a research ship stays over a telecom cable for 160 minutes", 1.2, 5, LoiterRecipes.ResearchShip),
        new("anchored-on-cable", Further, "a bulker anchors on a power cable", 2.2, 6, LoiterRecipes.AnchoredOnCable),
        new("drifting-tanker", Further, "engine stopped, broadside over a pipeline in a gale", 2.1, 7.5, LoiterRecipes.DriftingTanker),
        new("leaping-ship", Further, "one ship's position leaps four miles to and fro", 1.5, 1.5, IdentityRecipes.LeapingShip),
        new("two-names", Further, "another name, call sign and IMO number under way", 1.5, 1.5, IdentityRecipes.TwoNames),
        new("turned-compass", Further, "a heading off by a right angle", 1.5, 1.5, IdentityRecipes.TurnedCompassShip),
        new("wrong-way", Further, "against the traffic in a lane", 1.7, 3, RouteRecipes.WrongWay),
        new("into-wind-farm", Further, "a coaster through a wind farm", 1.4, 3, RouteRecipes.IntoWindFarm),
        new("into-restricted", Further, "a ship through a firing range", 1.5, 3, RouteRecipes.IntoRestrictedArea),

        new("tide-on-slow-ship", Traps, "a slow ship set across by the stream", 0, 9, TrapRecipes.SlowShipInTheTide),
        new("trawler-steaming", Traps, "a trawler hauls clear of a cable and steams over it", 2.5, 3, TrapRecipes.TrawlerGoesHome),
        new("waiting-tanker", Traps, "adrift in open water, waiting for orders", 2.3, 9, TrapRecipes.WaitingTanker),
        new("towing", Traps, "a tug and her tow", 0, 8, TrapRecipes.Towing),
        new("yacht-race", Traps, "ten yachts round two marks", 0.1, 6, TrapRecipes.YachtRace),
        new("survey-permit", Traps, "survey lines across a cable under a permit", 0, 6, TrapRecipes.SurveyWithPermit),
        new("storm-convoy", Traps, "six ships ease down together in a gale", 1.9, 3.5, TrapRecipes.ConvoyInAStorm),
        new("swing-beside-pipeline", Traps, "at anchor beside a pipeline through two tides", 0, 25.5, TrapRecipes.SwingBesidePipeline),
        new("dropouts", Traps, "a fifth of the reports lost", 0, 9, TrapRecipes.Dropouts),
        new("skewed-clocks", Traps, "receivers with wrong clocks", 0, 9, TrapRecipes.SkewedClocks),
        new("crew-boats", Traps, "three crew boats in a wind farm", 0, 8, TrapRecipes.CrewBoats),
        new("renamed", Traps, "a new name, given in port", 2, 4, IdentityRecipes.Renamed),
        new("reflagged", Traps, "a new flag and MMSI, taken in port", 2, 5, IdentityRecipes.Reflagged),
        new("ferry-across-lane", Traps, "across both lanes at right angles", 1, 4, RouteRecipes.AcrossTheLanes),
    ];

    /// <summary>What the scenario <c>day</c> plays, and when: hours after its start.</summary>
    public static readonly (string Name, double Hours)[] Day =
    [
        ("R1A", 2.4), ("R1B", 12.43), ("R2A", 5.3), ("R3A", 2.6), ("R4A", 16.5), ("R5A", 5), ("R6A", 0), ("R7A", 22.75), ("R8A", 21.6), ("R9A", 10.5), ("R10B", 14.4), ("R11A", 8.2), ("R11B", 9.4),
        ("R12A", 0.3), ("R13A", 0), ("loitering-yacht", 9.6), ("anchored-on-cable", 17.3), ("wrong-way", 6.6), ("towing", 10.2), ("renamed", 4.5),
    ];

    /// <summary>What the scenario <c>suite</c> plays, and when.</summary>
    public static readonly (string Name, double Hours)[] Suite =
    [
        ("R1A", 2.4), ("R1B", 12.43), ("R1C", 26), ("R2A", 5.3), ("R2B", 13), ("R2C", 29), ("R3A", 2.6), ("R3B", 25), ("R3C", 24.6), ("R4A", 16.5), ("R4B", 38), ("R5A", 5), ("R5B", 12), ("R5C", 27),
        ("R6A", 0), ("R6B", 0), ("R7A", 46.6), ("R7B", 44.9), ("R8A", 19.2), ("R8B", 22.5), ("R9A", 10.5), ("R9B", 6.5), ("R10A", 31), ("R10B", 14.4), ("R11A", 8.2), ("R11B", 9.4), ("R12A", 0.3), ("R12B", 5),
        ("R13A", 0), ("R13B", 0), ("loitering-yacht", 9.6), ("loitering-research", 15), ("anchored-on-cable", 20), ("drifting-tanker", 34), ("leaping-ship", 35.5), ("two-names", 21.5), ("turned-compass", 24),
        ("wrong-way", 6.6), ("into-wind-farm", 11), ("into-restricted", 15.5), ("tide-on-slow-ship", 30), ("trawler-steaming", 33), ("waiting-tanker", 30), ("towing", 10.2), ("yacht-race", 33), ("survey-permit", 38),
        ("storm-convoy", 20.2), ("swing-beside-pipeline", 0), ("dropouts", 3), ("skewed-clocks", 36), ("crew-boats", 30), ("renamed", 4.5), ("reflagged", 8.5), ("ferry-across-lane", 12),
    ];
}
