namespace MaritimeWatch.Influx;

/// <summary>Why a server did not do what it was asked.</summary>
public enum InfluxFault
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in time; whether it was done is not known.</summary>
    NoAnswer,

    /// <summary>The credentials are not good for this (401, 403).</summary>
    NotAllowed,

    /// <summary>The database or the retention policy does not exist (404).</summary>
    NoDatabase,

    /// <summary>It asks to be left alone for a while (429, 503).</summary>
    Busy,

    /// <summary>It failed (5xx), or what came back is no answer of an InfluxDB.</summary>
    Failed,

    /// <summary>What was asked cannot be done, now or later (400 and the like).</summary>
    Refused,

    /// <summary>More than it takes at once (413).</summary>
    TooLarge,
}
