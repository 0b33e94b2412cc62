namespace MaritimeWatch.Domain.Desk;

/// <summary>What happened to an alert among the people who watch. Stored: never renumber.</summary>
public enum OperatorAction : byte
{
    /// <summary>Nothing of its own: the alert event says it all.</summary>
    Unspecified,

    /// <summary>It appeared.</summary>
    Raised,

    /// <summary>Somebody has seen it.</summary>
    Acknowledged,

    /// <summary>It sounds again.</summary>
    Rearmed,

    /// <summary>It was given to somebody, or to nobody.</summary>
    Assigned,

    /// <summary>Somebody wrote a note.</summary>
    Commented,

    /// <summary>It is out of sight for a time.</summary>
    Shelved,

    /// <summary>It is in sight again.</summary>
    Unshelved,

    /// <summary>Nobody acknowledged it in time: its priority rose.</summary>
    Escalated,

    /// <summary>Its condition ended.</summary>
    Cleared,

    /// <summary>It is done with.</summary>
    Closed,
}
