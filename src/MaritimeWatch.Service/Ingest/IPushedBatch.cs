using MaritimeWatch.Ais;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Service.Ingest;

/// <summary>Some of what a caller pushes, in the form in which it was pushed: messages of gRPC, lines or records of an HTTP body.</summary>
internal interface IPushedBatch
{
    /// <summary>How many it holds.</summary>
    int Count { get; }

    /// <summary>How large they are.</summary>
    int Bytes { get; }

    /// <summary>Reads one of them.</summary>
    /// <param name="reader">The call's.</param>
    /// <param name="place">Which, from 0.</param>
    /// <param name="index">The caller's number of it.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="reports">Gets what it holds.</param>
    /// <param name="reason">Why it holds nothing; none where it is a part of a message.</param>
    /// <param name="detail">What is wrong, where more than the reason is known.</param>
    void Read(PushReader reader, int place, long index, Instant receivedAt, List<HeardReport> reports, out DropReason reason, out string detail);

    /// <summary>Keeps one of them in the journal as it was pushed.</summary>
    void Keep(PushJournal journal, int place, Instant receivedAt, ReadOnlySpan<HeardReport> read);
}
