using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage;

/// <summary>The answer to a request to the desk; what it says is durable.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Transition">With <see cref="DeskOutcome.Done"/> and <see cref="DeskOutcome.Repeated"/>: the transition.</param>
/// <param name="Status">How the alert stands; null where it is not known.</param>
/// <param name="Reason">Why not, as a clause that follows the alert's name; else empty.</param>
public sealed record DeskAnswer(DeskOutcome Outcome, AppendedTransition? Transition = null, OperatorStatus? Status = null, string Reason = "");
