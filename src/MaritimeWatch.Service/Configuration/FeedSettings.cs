namespace MaritimeWatch.Service.Configuration;

/// <summary>The alert feed to subscribers.</summary>
internal sealed record FeedSettings
{
    /// <summary>A subscriber that has caught up once and then falls this many events behind is cut, with the point to resume from. 1 to 100,000.</summary>
    public int MaxEventsBehind { get; init; } = 1_000;

    /// <summary>Sign of life on a quiet feed where the subscriber asks for none; 1 s to 60 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most subscribers at a time, gRPC and HTTP together; 1 to 10,000.</summary>
    public int MaxSubscribers { get; init; } = 500;
}
