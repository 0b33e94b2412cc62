using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage;

/// <summary>An alert as it stands.</summary>
/// <param name="AlertId">Which.</param>
/// <param name="FirstSequence">Sequence of its first event: alerts are listed by it, the newest first.</param>
/// <param name="Newest">Its newest event.</param>
/// <param name="Status">How the people who watch stand to it.</param>
/// <param name="Updates">Events and transitions so far.</param>
public sealed record StoredStanding(string AlertId, long FirstSequence, StoredAlert Newest, OperatorStatus Status, int Updates);
