namespace MaritimeWatch.Service.Hosting;

/// <summary>One event or transition as the feed hands it out.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Payload">The serialised <c>maritimewatch.v1.AlertEvent</c> or <c>AlertTransition</c>.</param>
/// <param name="IsTransition">Which of the two.</param>
internal readonly record struct FeedEntry(long Sequence, byte[] Payload, bool IsTransition = false);
