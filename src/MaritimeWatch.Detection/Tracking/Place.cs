using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>A run of fixes under one MMSI that one hull can have made: the track of a hull, or one that may become it.</summary>
internal sealed class Place(PositionReport first, int hull, TimeSpan interval, int fixes)
{
    private const double Smoothing = 0.25;

    // A hole in the reception is no reporting interval.
    private const double MostOfInterval = 4;

    /// <summary>The hull whose track it is, from 0; -1 while it is none's.</summary>
    public int Hull { get; set; } = hull;

    /// <summary>The latest fix.</summary>
    public PositionReport Last { get; private set; } = first;

    /// <summary>How many fixes it has had.</summary>
    public int Fixes { get; private set; } = fixes;

    /// <summary>The running mean of the time between its fixes; zero before the second.</summary>
    public TimeSpan Interval { get; private set; } = interval;

    /// <summary>Fixes since reports last came from elsewhere, where they belong to no hull; oldest first.</summary>
    public List<PositionReport> Fresh { get; } = [];

    public void Add(in PositionReport fix)
    {
        var since = fix.Time - Last.Time;
        Interval = Interval <= TimeSpan.Zero
            ? since
            : Interval + (Smoothing * (TimeSpan.FromTicks(Math.Min(since.Ticks, (long)(MostOfInterval * Interval.Ticks))) - Interval));
        Last = fix;
        Fixes++;
    }
}
