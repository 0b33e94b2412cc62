using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Contracts;

/// <summary>Moments as <see cref="Timestamp"/>, to the millisecond.</summary>
public static class WireTime
{
    /// <summary>The moment as a timestamp.</summary>
    public static Timestamp ToProto(Instant instant)
    {
        var seconds = instant.UnixSeconds;
        return new Timestamp { Seconds = seconds, Nanos = (int)(instant.UnixMilliseconds - (seconds * 1000)) * 1_000_000 };
    }

    /// <summary>The moment of a timestamp; parts of a millisecond are cut off.</summary>
    public static Instant ToDomain(Timestamp timestamp) => new((timestamp.Seconds * 1000) + (timestamp.Nanos / 1_000_000));
}
