namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>Alerts that one recipe's labels speak of.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Labels">Its labels, those that expect nothing included.</param>
/// <param name="Right">Alerts of an expected kind about whom a label expects one.</param>
/// <param name="Wrong">Alerts that a label forbids.</param>
public sealed record RecipeCount(string Recipe, int Labels, int Right, int Wrong);
