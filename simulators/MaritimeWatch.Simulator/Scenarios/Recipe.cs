namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>A recipe or a trap by its name.</summary>
/// <param name="Name">As given to <c>--scenario</c>.</param>
/// <param name="Family">Another name that chooses it together with its variants: <c>R3</c> for <c>R3A</c>, <c>traps</c> for a trap.</param>
/// <param name="Summary">One line for <c>--help</c>.</param>
/// <param name="LeadHours">Hours of traffic before its scripted moment.</param>
/// <param name="TrailHours">Hours of traffic after it.</param>
/// <param name="Play">Puts its vessels and labels on the stage.</param>
internal sealed record Recipe(string Name, string Family, string Summary, double LeadHours, double TrailHours, Action<Stage, double> Play);
