namespace MaritimeWatch.Detection.Tracking;

/// <summary>What is to be done with a fix of an MMSI that has been in more than one place.</summary>
internal enum HullStepKind : byte
{
    /// <summary>It continues the track of a hull.</summary>
    Take,

    /// <summary>It belongs to no hull yet.</summary>
    Hold,

    /// <summary>The hull is now here: the fixes held are the first of a new piece of her track.</summary>
    Jump,

    /// <summary>There is one more hull: the fixes held are the first of her track.</summary>
    NewHull,
}
