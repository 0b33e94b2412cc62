namespace MaritimeWatch.Domain.Desk;

/// <summary>What an alert turned out to be. Stored: never renumber.</summary>
public enum Disposition : byte
{
    /// <summary>Not said.</summary>
    Unspecified,

    /// <summary>It was what it said.</summary>
    True,

    /// <summary>True, but of no interest.</summary>
    Nuisance,

    /// <summary>It was not what it said.</summary>
    False,

    /// <summary>Part of an exercise.</summary>
    Exercise,

    /// <summary>Nobody can say.</summary>
    Unknown,
}
