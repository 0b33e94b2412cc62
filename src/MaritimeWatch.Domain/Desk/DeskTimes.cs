namespace MaritimeWatch.Domain.Desk;

/// <summary>When the system does something about an alert that nobody has seen to.</summary>
/// <param name="EscalateAfter">An unacknowledged warning becomes an alarm after this time; above 0.</param>
/// <param name="AcknowledgeTimeout">An acknowledged alert that is still true sounds again after this time; above 0.</param>
public sealed record DeskTimes(TimeSpan EscalateAfter, TimeSpan AcknowledgeTimeout);
