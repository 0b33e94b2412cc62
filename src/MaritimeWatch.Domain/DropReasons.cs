namespace MaritimeWatch.Domain;

/// <summary>What is said about a <see cref="DropReason"/>.</summary>
public static class DropReasons
{
    /// <summary>One more than the highest reason.</summary>
    public const int Count = 34;

    /// <summary>Whether the input was bad, as opposed to good input that has no use here.</summary>
    public static bool IsRejection(this DropReason reason) => reason is not (
        DropReason.None or DropReason.NotAis or DropReason.UnusedType or DropReason.NotAVessel or DropReason.Duplicate or DropReason.OutsideTimeRange);

    /// <summary>The reason in words, for people and for JSON, e.g. <c>bad checksum</c>.</summary>
    public static string InWords(this DropReason reason) => reason switch
    {
        DropReason.None => "none",
        DropReason.BufferFull => "buffer full",
        DropReason.LineTooLong => "line too long",
        DropReason.BadChecksum => "bad checksum",
        DropReason.Malformed => "malformed",
        DropReason.NotAis => "not AIS",
        DropReason.FragmentAbandoned => "fragment abandoned",
        DropReason.UnusedType => "unused message type",
        DropReason.WrongLength => "wrong length",
        DropReason.WrongColumnCount => "wrong column count",
        DropReason.BadNumber => "bad number",
        DropReason.BadTimestamp => "bad timestamp",
        DropReason.BadMmsi => "bad MMSI",
        DropReason.NoPosition => "no position",
        DropReason.NotAVessel => "not a vessel",
        DropReason.NoTime => "no time",
        DropReason.FromTheFuture => "from the future",
        DropReason.TooOld => "too old",
        DropReason.Late => "late",
        DropReason.Duplicate => "duplicate",
        DropReason.ImplausibleJump => "implausible jump",
        DropReason.OutsideTimeRange => "outside time range",
        DropReason.BadPayload => "bad payload",
        DropReason.AnotherFormat => "another format",
        DropReason.FeedError => "error of the feed",
        DropReason.NotStorable => "not storable",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "a reason without words"),
    };
}
