namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>Every scenario by its name.</summary>
public static class ScenarioCatalog
{
    /// <summary>A variant of every recipe spread over one day.</summary>
    internal const string Day = "day";

    /// <summary>Every recipe, variant and trap, spread over two days.</summary>
    internal const string Suite = "suite";

    /// <summary>Ordinary traffic alone.</summary>
    internal const string Background = "background";

    /// <summary>Names and one line each, for <c>--help</c>.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Names { get; } =
    [
        .. RecipeBook.Recipes.Select(recipe => (recipe.Name, recipe.Summary)),
        .. RecipeBook.Recipes.GroupBy(recipe => recipe.Family).Select(family => (family.Key, string.Join(", ", family.Select(recipe => recipe.Name)))),
        (Background, "ordinary traffic alone"),
        (Day, "a variant of every recipe and some traps spread over one day, and ordinary traffic"),
        (Suite, "every recipe, variant and trap spread over two days, and ordinary traffic"),
    ];

    /// <summary>Hours that a set of scenarios needs.</summary>
    /// <exception cref="ScenarioException">A name is unknown.</exception>
    public static double HoursNeeded(IReadOnlyList<string> names) =>
        names.Any(name => Is(name, Suite)) ? 48 : names.Any(name => Is(name, Day)) ? 24 : Chosen(names).Select(chosen => chosen.Recipe.LeadHours + chosen.Recipe.TrailHours).DefaultIfEmpty(24).Max();

    /// <summary>What is played, and when: hours after the start.</summary>
    /// <exception cref="ScenarioException">A name is unknown.</exception>
    internal static IEnumerable<(Recipe Recipe, double Hours)> Chosen(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!Names.Any(known => Is(name, known.Name)))
            {
                throw new ScenarioException($"there is no scenario '{name}'; there are {string.Join(", ", Names.Select(known => known.Name))}");
            }
        }

        var plan = names.Any(name => Is(name, Suite)) ? RecipeBook.Suite : names.Any(name => Is(name, Day)) ? RecipeBook.Day : null;
        return plan is not null
            ? plan.Select(planned => (RecipeBook.Recipes.Single(recipe => recipe.Name == planned.Name), planned.Hours))
            : RecipeBook.Recipes.Where(recipe => names.Any(name => Is(name, recipe.Name) || Is(name, recipe.Family))).Select(recipe => (recipe, recipe.LeadHours));
    }

    internal static bool Is(string name, string known) => string.Equals(name, known, StringComparison.OrdinalIgnoreCase);
}
