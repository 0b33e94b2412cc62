namespace MaritimeWatch.Detection.Passages;

/// <summary>How the way between two fixes was drawn.</summary>
public enum PathForm
{
    /// <summary>At a fix: nothing was drawn.</summary>
    Fix = 0,

    /// <summary>A straight line at even speed.</summary>
    Straight = 1,

    /// <summary>A curve that leaves and arrives with the course and speed she reported (cubic Hermite in time).</summary>
    Curved = 2,

    /// <summary>No line: only that she could have been there and back in the time.</summary>
    Reachable = 3,
}
