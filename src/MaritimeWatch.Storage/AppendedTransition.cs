using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage;

/// <summary>A transition that is now in the log, durably.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Action">What happened.</param>
/// <param name="Payload">The bytes that the log keeps.</param>
public sealed record AppendedTransition(long Sequence, OperatorAction Action, byte[] Payload);
