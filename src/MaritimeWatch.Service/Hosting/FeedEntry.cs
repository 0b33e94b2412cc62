namespace MaritimeWatch.Service.Hosting;

/// <summary>One event as the feed hands it out.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Payload">The serialised <c>maritimewatch.v1.AlertEvent</c>.</param>
internal readonly record struct FeedEntry(long Sequence, byte[] Payload);
