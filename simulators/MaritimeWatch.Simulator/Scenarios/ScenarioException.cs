namespace MaritimeWatch.Simulator.Scenarios;

/// <summary>A scenario cannot be played as asked: an unknown name, too few hours, a chart of another sea. The message is for a person.</summary>
public sealed class ScenarioException(string message) : Exception(message);
