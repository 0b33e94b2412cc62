using Google.Protobuf.WellKnownTypes;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Queries;

/// <summary>The span of a question, both ends included.</summary>
internal static class Periods
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>A span of which both ends must be given.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none, or is too long.</exception>
    public static (Instant From, Instant To) Bounded(Timestamp? from, Timestamp? to)
    {
        Refused.Unless(from is not null, "from", "from is not set");
        Refused.Unless(to is not null, "to", "to is not set");
        var span = Open(from, to);
        Refused.Unless(span.To - span.From <= Longest, "to", $"to is more than {Longest.Days} days after from");
        return span;
    }

    /// <summary>A span that may be open at either end.</summary>
    /// <exception cref="Grpc.GrpcStatusException">It is none.</exception>
    public static (Instant From, Instant To) Open(Timestamp? from, Timestamp? to)
    {
        var first = TrackMessages.Moment(from, "from", Instant.MinValue);
        var last = TrackMessages.Moment(to, "to", Instant.MaxValue);
        Refused.Unless(first <= last, "from", $"from, {first}, is after to, {last}");
        return (first, last);
    }

    /// <summary>The contract's end is part of the span, the store's is not.</summary>
    public static Instant End(Instant to) => to == Instant.MaxValue ? to : new Instant(to.UnixMilliseconds + 1);
}
