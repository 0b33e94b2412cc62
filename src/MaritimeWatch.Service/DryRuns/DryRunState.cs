namespace MaritimeWatch.Service.DryRuns;

/// <summary>Where a dry run is.</summary>
internal enum DryRunState
{
    /// <summary>Others are before it.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has a result.</summary>
    Done,

    /// <summary>It came to no result; its problem says why.</summary>
    Failed,

    /// <summary>It was ended before it came to a result.</summary>
    Cancelled,
}
