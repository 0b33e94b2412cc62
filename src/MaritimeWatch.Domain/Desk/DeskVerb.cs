namespace MaritimeWatch.Domain.Desk;

/// <summary>What a person can do about an alert.</summary>
public enum DeskVerb : byte
{
    /// <summary>Say that he has seen it.</summary>
    Acknowledge,

    /// <summary>Give it to somebody, or to nobody.</summary>
    Assign,

    /// <summary>Write a note.</summary>
    Comment,

    /// <summary>Take it out of sight for a time.</summary>
    Shelve,

    /// <summary>Bring it back into sight.</summary>
    Unshelve,

    /// <summary>Say that it is done with, and what it turned out to be.</summary>
    Close,
}
