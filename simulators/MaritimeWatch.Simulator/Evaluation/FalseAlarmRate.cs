namespace MaritimeWatch.Simulator.Evaluation;

/// <summary>False alarms of one kind and severity.</summary>
/// <param name="Kind">Kind of alert.</param>
/// <param name="Severity">Highest severity reached.</param>
/// <param name="Count">How many, on unlabelled vessels and against a label.</param>
/// <param name="PerThousandVesselHours">The rate.</param>
public sealed record FalseAlarmRate(string Kind, string Severity, int Count, double PerThousandVesselHours);
