namespace MaritimeWatch.Influx;

/// <summary>What became of a batch: it is dealt with either way.</summary>
/// <param name="IsSpilled">Whether it waits on the disk, synced, for a server that is away; otherwise the server has answered.</param>
/// <param name="Dropped">How many of its points the server did not store and never will.</param>
public readonly record struct WriteOutcome(bool IsSpilled, long Dropped);
