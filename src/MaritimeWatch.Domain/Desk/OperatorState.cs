namespace MaritimeWatch.Domain.Desk;

/// <summary>Where an alert stands with the people who watch; beside its evidence life cycle. Stored: never renumber.</summary>
public enum OperatorState : byte
{
    /// <summary>Not set.</summary>
    Unspecified,

    /// <summary>True, and nobody has said that he has seen it.</summary>
    Unacknowledged,

    /// <summary>True, and seen.</summary>
    Acknowledged,

    /// <summary>No longer true, and nobody has said that he has seen it.</summary>
    ClearedUnacknowledged,

    /// <summary>Done with.</summary>
    Closed,
}
