namespace MaritimeWatch.Detection.Tracking;

/// <summary>What is to be done with the next fix of a track.</summary>
internal enum TrackStep : byte
{
    /// <summary>It continues the track.</summary>
    Take,

    /// <summary>It cannot be reached: it waits for the next one.</summary>
    Hold,

    /// <summary>It confirms the held fix: the track goes on there after a break.</summary>
    ResumeThenTake,

    /// <summary>The held fix was an error; this one continues the track.</summary>
    DropHeldAndTake,

    /// <summary>The held fix was an error; this one cannot be reached either and waits.</summary>
    DropHeldAndHold,
}
