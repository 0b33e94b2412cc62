using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Gateway.Health;

/// <summary>A source that nobody configured and that has been a feed: whoever pushes, or sends to a port that is always there.</summary>
/// <param name="Name">The source's.</param>
/// <param name="LastMessage">When its last valid message came.</param>
/// <param name="ExpectedInterval">The longest silence that was ordinary for it.</param>
internal readonly record struct KnownFeed(string Name, Instant LastMessage, TimeSpan ExpectedInterval);
