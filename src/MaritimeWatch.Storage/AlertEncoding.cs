using MaritimeWatch.Domain.Alerts;
using MaritimeWatch.Domain.Desk;

namespace MaritimeWatch.Storage;

/// <summary>Makes the bytes that the log keeps, of what has its sequence. Called on the writer's thread, more than once where a commit is tried again.</summary>
/// <param name="Event">Of an alert event.</param>
/// <param name="Transition">Of a transition.</param>
public sealed record AlertEncoding(Func<AlertEvent, byte[]> Event, Func<AlertTransition, byte[]> Transition);
