using System.Globalization;
using MaritimeWatch.Grpc;
using MaritimeWatch.Service.Hosting;
using MaritimeWatch.Service.Queries;

namespace MaritimeWatch.Service.Api;

/// <summary>Why the feed is not given, or not any longer.</summary>
internal static class FeedRefusal
{
    /// <summary>When to try again where there is no place.</summary>
    public static readonly TimeSpan FullRetry = TimeSpan.FromSeconds(5);

    public static GrpcStatusException Full(AlertFeed feed) => Refused.For(
        StatusCode.ResourceExhausted, "TOO_MANY_SUBSCRIBERS", $"there are {feed.Settings.MaxSubscribers} subscribers already; try again later", FullRetry);

    public static GrpcStatusException TooSlow(AlertFeed feed, long reached)
    {
        var refusal = Refused.For(
            StatusCode.ResourceExhausted, "SUBSCRIBER_TOO_SLOW", $"more than {feed.Settings.MaxEventsBehind} events behind; resume after sequence {reached}",
            TimeSpan.Zero, ("resumeAfterSequence", Text(reached)));
        refusal.Trailers.Add("resume-after-sequence", Text(reached));
        return refusal;
    }

    /// <exception cref="GrpcStatusException">The feed has never been there.</exception>
    public static void UnlessInFeed(AlertFeed feed, long after)
    {
        Refused.Unless(after >= 0, "after_sequence", $"after_sequence is {after}; it must be 0 or more");
        if (after > feed.HighWater)
        {
            throw Refused.For(
                StatusCode.OutOfRange, "SEQUENCE_NOT_REACHED", $"after_sequence is {after}, but the newest event is {feed.HighWater}", null, ("highWaterSequence", Text(feed.HighWater)));
        }
    }

    /// <summary>Whether events behind a sequence are no longer kept.</summary>
    public static bool IsExpired(AlertFeed feed, long after, out long oldest) => after + 1 < (oldest = feed.Oldest) && after != 0;

    public static GrpcStatusException Expired(long oldest) =>
        Refused.For(StatusCode.OutOfRange, "RESUME_TOKEN_EXPIRED", $"RESUME_TOKEN_EXPIRED: the oldest event kept is {oldest}", null, ("oldestSequence", Text(oldest)));

    private static string Text(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
