namespace MaritimeWatch.Domain;

/// <summary>Why a stage of the straight line did not pass something on. Persisted and exported by name: append, never renumber.</summary>
public enum DropReason : byte
{
    /// <summary>Not dropped.</summary>
    None = 0,

    /// <summary>Receive: the buffer was full.</summary>
    BufferFull = 1,

    /// <summary>Frame: the line is longer than any sentence or row may be.</summary>
    LineTooLong = 2,

    /// <summary>Parse: the checksum does not match, or is missing.</summary>
    BadChecksum = 3,

    /// <summary>Parse: not in the form of its format: a sentence without its fields, a row whose quotes do not close, text that is no JSON.</summary>
    Malformed = 4,

    /// <summary>Parse: a line that carries no AIS: other NMEA sentences, comments. Ignored, not rejected.</summary>
    NotAis = 5,

    /// <summary>Assemble: the other parts of a multi-sentence message never came.</summary>
    FragmentAbandoned = 6,

    /// <summary>Decode: a message type without use for tracks. Ignored, not rejected.</summary>
    UnusedType = 7,

    /// <summary>Decode: the length does not fit the message type.</summary>
    WrongLength = 8,

    /// <summary>Decode: a row with too few or too many columns.</summary>
    WrongColumnCount = 9,

    /// <summary>Decode: a field that should be a number is not, or is out of its range.</summary>
    BadNumber = 10,

    /// <summary>Decode: the timestamp cannot be read.</summary>
    BadTimestamp = 11,

    /// <summary>Decode: the MMSI is missing or has more than nine digits.</summary>
    BadMmsi = 12,

    /// <summary>Decode: the position is the sentinel 91/181 or out of range.</summary>
    NoPosition = 13,

    /// <summary>Decode: a base station, an aid to navigation or another station that is no vessel. Ignored, not rejected.</summary>
    NotAVessel = 14,

    /// <summary>Stamp: nothing tells when the message was received.</summary>
    NoTime = 15,

    /// <summary>Stamp: further ahead of the stream than any gap explains.</summary>
    FromTheFuture = 16,

    /// <summary>Stamp: further behind the stream than late data is used.</summary>
    TooOld = 17,

    /// <summary>Order: the vessel's track has already passed this time.</summary>
    Late = 18,

    /// <summary>Order: the same report again. Ignored, not rejected.</summary>
    Duplicate = 19,

    /// <summary>Track: the position cannot be reached from the ones before and after it.</summary>
    ImplausibleJump = 20,

    /// <summary>Filtered out by the caller's time range. Ignored, not rejected.</summary>
    OutsideTimeRange = 21,

    /// <summary>Decode: talk of the radio cannot be read: an illegal armour character or wrong fill bits.</summary>
    BadPayload = 22,

    /// <summary>Decode: a well-formed record, but none of the format the recording is in.</summary>
    AnotherFormat = 31,

    /// <summary>Receive: in place of traffic the feed sent word that it refuses or fails.</summary>
    FeedError = 32,

    /// <summary>Store: it was analysed, and the store of tracks cannot hold it: a time beyond its range, or a vessel beyond a limit of its server.</summary>
    NotStorable = 33,
}
