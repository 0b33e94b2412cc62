namespace MaritimeWatch.Domain.Desk;

/// <summary>One transition of an alert among the people who watch.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps over the whole feed, alert events and transitions together.</param>
/// <param name="AlertId">Which alert.</param>
/// <param name="Action">What happened.</param>
/// <param name="Actor">Who did it; <see cref="OperatorStatus.System"/> where it was nobody.</param>
/// <param name="Time">When, by the service's clock.</param>
/// <param name="Cause">Why: the comment, the reason, or what the system did it for.</param>
/// <param name="Status">How the alert stands now.</param>
public sealed record AlertTransition(long Sequence, string AlertId, OperatorAction Action, string Actor, Instant Time, string Cause, OperatorStatus Status);
