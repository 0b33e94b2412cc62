namespace MaritimeWatch.Service.Gateway.Sources;

/// <summary>How far a file has been taken over, from one attempt to the next, and over a change of the source's configuration.</summary>
internal sealed class FollowedFileMemory
{
    /// <summary>Whether anything is known: what a file holds when it is first seen is history, or not, as configured.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Up to where whole lines have been taken over, in bytes from the beginning.</summary>
    public long TakenTo { get; set; }

    /// <summary>What stood just before <see cref="TakenTo"/>: a file that does not hold it there is another one.</summary>
    public byte[] Before { get; set; } = [];
}
