namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>A recipe by its name.</summary>
/// <param name="Name">As given to <c>--scenario</c>.</param>
/// <param name="Summary">One line for <c>--help</c>.</param>
/// <param name="LeadHours">Hours of traffic before its scripted moment.</param>
/// <param name="TrailHours">Hours of traffic after it.</param>
/// <param name="InTheDay">The scripted moments in the scenario <c>day</c>, hours after the start.</param>
/// <param name="Play">Puts its vessels and labels on the stage.</param>
internal sealed record Recipe(string Name, string Summary, double LeadHours, double TrailHours, double InTheDay, Action<Stage, double> Play);

/// <summary>Every scenario, in the order of detectors.md section G.2.</summary>
public static class ScenarioCatalog
{
    /// <summary>All recipes spread over one day.</summary>
    internal const string Day = "day";

    /// <summary>Ordinary traffic alone.</summary>
    internal const string Background = "background";

    internal static readonly Recipe[] Recipes =
    [
        new("R1A", "powered drag over a power cable, speed lost early (Eagle S)", 2, 8.5, 2.4, PoweredDragRecipes.EagleSWithEarlyDrop),
        new("R1B", "the same without the early loss of speed", 2.6, 8.5, 12.43, PoweredDragRecipes.EagleSWithoutEarlyDrop),
        new("R2", "a dip of speed at a pipeline, and an innocent neighbour (Newnew Polar Bear)", 2.3, 2.2, 5.3, PoweredDragRecipes.NewnewPolarBear),
        new("R4", "six ships at anchor in a storm, one drags over a cable (IFA)", 5, 3.5, 16.5, AnchorRecipes.StormAtAnchor),
        new("R5", "a trawler back and forth across a cable", 1.1, 12, 5, WorkRecipes.Trawler),
        new("R6", "a cable ship at work", 0, 12, 0, WorkRecipes.CableShip),
        new("R11", "slowing down for the pilot and round a bend", 0, 6, 8.2, WorkRecipes.PilotSlowDown),
        new("R11", "slowing down for the pilot and round a bend", 0, 6, 9.4, WorkRecipes.BendSlowDown),
        new("R12", "a ferry on schedule over many cables", 0, 24, 0.3, WorkRecipes.Ferry),
        new("R13", "twelve ships at anchor through two turns of the tide", 0, 25.5, 0, AnchorRecipes.TideTurn),
    ];

    /// <summary>Names and one line each, for <c>--help</c>.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Names { get; } =
    [
        .. Recipes.DistinctBy(recipe => recipe.Name).Select(recipe => (recipe.Name, recipe.Summary)),
        ("R1", "R1A and R1B"),
        (Background, "ordinary traffic alone"),
        (Day, "every recipe spread over one day, and ordinary traffic"),
    ];

    /// <summary>Hours that a set of scenarios needs.</summary>
    /// <exception cref="ScenarioException">A name is unknown.</exception>
    public static double HoursNeeded(IReadOnlyList<string> names) =>
        names.Any(name => Is(name, Day)) ? 24 : Chosen(names).Select(recipe => recipe.LeadHours + recipe.TrailHours).DefaultIfEmpty(24).Max();

    internal static IEnumerable<Recipe> Chosen(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!Names.Any(known => Is(name, known.Name)))
            {
                throw new ScenarioException($"there is no scenario '{name}'; there are {string.Join(", ", Names.Select(known => known.Name))}");
            }
        }

        var all = names.Any(name => Is(name, Day));
        return Recipes.Where(recipe => all || names.Any(name => Is(name, recipe.Name) || (Is(name, "R1") && recipe.Name is "R1A" or "R1B")));
    }

    internal static bool Is(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
}
