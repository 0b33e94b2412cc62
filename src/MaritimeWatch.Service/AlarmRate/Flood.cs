using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.AlarmRate;

/// <summary>A time in which more was called than anybody can see to: from the first window with more than ten calls to the first with fewer than five.</summary>
/// <param name="Start">Beginning of its first window.</param>
/// <param name="End">Beginning of the window that ended it, or the end of the period.</param>
/// <param name="Count">Calls in it.</param>
internal sealed record Flood(Instant Start, Instant End, int Count);
