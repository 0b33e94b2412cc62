using MaritimeWatch.Detection.Settings;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Detection.Tracking;

/// <summary>Where a vessel lies still: the fixes of one stop, its extent, and whether it has become an anchoring.</summary>
/// <remarks>
/// A stop is a run of fixes at stop speed within a diameter of two swinging radii. It is <see cref="IsFormed"/> after
/// <see cref="AnchorOptions.ClusterAfter"/>, or after <see cref="AnchorOptions.AnchoredStatusFixes"/> fixes that also say "at anchor".
/// The extent is kept as the widths in four directions, so a diameter is right within 8 % and costs four comparisons a fix.
/// Once formed, a stop lasts until the vessel leaves it; sheering and a turn of the tide only widen it.
/// </remarks>
internal sealed class StopCluster
{
    private const double HalfRoot = 0.7071067811865476;

    private int originLatitude;
    private int originLongitude;
    private double minEast, maxEast, minNorth, maxNorth, minDiagonal, maxDiagonal, minAntiDiagonal, maxAntiDiagonal;
    private int fixesTooFast;
    private int fixesLeaving;
    private int firstHeading;

    /// <summary>Whether there is a stop at all, formed or not.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether the stop has lasted long enough to count as one.</summary>
    public bool IsFormed { get; private set; }

    /// <summary>Event time of the first fix.</summary>
    public Instant Since { get; private set; }

    /// <summary>Event time of the last fix at stop speed.</summary>
    public Instant LastStopped { get; private set; }

    /// <summary>Fixes that belong to the stop.</summary>
    public int Fixes { get; private set; }

    /// <summary>Consecutive fixes at stop speed that said "at anchor".</summary>
    public int AtAnchorFixes { get; private set; }

    /// <summary>Swinging radius in metres.</summary>
    public double SwingRadiusMetres { get; private set; }

    /// <summary>Largest swing of the heading from the first one, in degrees, 0 to 180.</summary>
    public double HeadingSwingDegrees { get; private set; }

    /// <summary>Largest extent in metres.</summary>
    public double DiameterMetres => Math.Max(
        Math.Max(maxEast - minEast, maxNorth - minNorth), Math.Max(maxDiagonal - minDiagonal, maxAntiDiagonal - minAntiDiagonal));

    /// <summary>The middle of the extent: after a full turn of the tide, the anchor.</summary>
    public GeoPosition Centre(in TrackScale scale) => scale.ToGeo(originLatitude, originLongitude, (minEast + maxEast) / 2, (minNorth + maxNorth) / 2);

    /// <summary>Metres from the middle of the extent to a fix.</summary>
    public double MetresFromCentre(in TrackScale scale, in PositionReport fix)
    {
        var (east, north) = scale.Offset(originLatitude, originLongitude, fix.RawLatitude, fix.RawLongitude);
        east -= (minEast + maxEast) / 2;
        north -= (minNorth + maxNorth) / 2;
        return Math.Sqrt((east * east) + (north * north));
    }

    /// <summary>Takes the next fix of the track.</summary>
    public void Observe(in PositionReport fix, double speedKnots, double? lengthMetres, in TrackScale scale, AnchorOptions options)
    {
        if (!IsStopped)
        {
            if (speedKnots <= options.MaxStopSpeedKnots)
            {
                Begin(fix, lengthMetres, options);
            }

            return;
        }

        if (speedKnots > options.MaxStopSpeedKnots)
        {
            Move(speedKnots, options);
            return;
        }

        if (!TryWiden(fix, scale))
        {
            // Stopped again, elsewhere: a new stop.
            Begin(fix, lengthMetres, options);
            return;
        }

        fixesTooFast = 0;
        fixesLeaving = 0;
        Fixes++;
        LastStopped = fix.Time;
        AtAnchorFixes = fix.Status == NavigationalStatus.AtAnchor ? AtAnchorFixes + 1 : 0;
        if (fix.RawHeading >= 0)
        {
            if (firstHeading < 0)
            {
                firstHeading = fix.RawHeading;
            }

            HeadingSwingDegrees = Math.Max(HeadingSwingDegrees, Angle.Between(fix.RawHeading, firstHeading));
        }

        if (!IsFormed && (fix.Time - Since >= options.ClusterAfter || AtAnchorFixes >= options.AnchoredStatusFixes))
        {
            IsFormed = true;
        }
    }

    /// <summary>Forgets the stop.</summary>
    public void Clear()
    {
        IsStopped = false;
        IsFormed = false;
    }

    private void Begin(in PositionReport fix, double? lengthMetres, AnchorOptions options)
    {
        IsStopped = true;
        IsFormed = false;
        Since = fix.Time;
        LastStopped = fix.Time;
        Fixes = 1;
        AtAnchorFixes = fix.Status == NavigationalStatus.AtAnchor ? 1 : 0;
        SwingRadiusMetres = Math.Min(options.MaxSwingRadiusMetres, Math.Max(options.MinSwingRadiusMetres, options.SwingRadiusLengths * (lengthMetres ?? 0)));
        (originLatitude, originLongitude) = (fix.RawLatitude, fix.RawLongitude);
        minEast = maxEast = minNorth = maxNorth = minDiagonal = maxDiagonal = minAntiDiagonal = maxAntiDiagonal = 0;
        fixesTooFast = 0;
        fixesLeaving = 0;
        firstHeading = fix.RawHeading;
        HeadingSwingDegrees = 0;
    }

    private void Move(double speedKnots, AnchorOptions options)
    {
        fixesTooFast++;
        fixesLeaving = speedKnots > options.LeaveSpeedKnots ? fixesLeaving + 1 : 0;
        AtAnchorFixes = 0;

        // While forming, one fast fix in a row is noise; once formed, only leaving ends it.
        if (fixesLeaving >= 2 || (!IsFormed && fixesTooFast >= 2))
        {
            Clear();
        }
    }

    private bool TryWiden(in PositionReport fix, in TrackScale scale)
    {
        var (east, north) = scale.Offset(originLatitude, originLongitude, fix.RawLatitude, fix.RawLongitude);
        var diagonal = (east + north) * HalfRoot;
        var antiDiagonal = (east - north) * HalfRoot;
        var width = Math.Max(
            Math.Max(Math.Max(maxEast, east) - Math.Min(minEast, east), Math.Max(maxNorth, north) - Math.Min(minNorth, north)),
            Math.Max(Math.Max(maxDiagonal, diagonal) - Math.Min(minDiagonal, diagonal), Math.Max(maxAntiDiagonal, antiDiagonal) - Math.Min(minAntiDiagonal, antiDiagonal)));
        if (width > 2 * SwingRadiusMetres)
        {
            return false;
        }

        minEast = Math.Min(minEast, east);
        maxEast = Math.Max(maxEast, east);
        minNorth = Math.Min(minNorth, north);
        maxNorth = Math.Max(maxNorth, north);
        minDiagonal = Math.Min(minDiagonal, diagonal);
        maxDiagonal = Math.Max(maxDiagonal, diagonal);
        minAntiDiagonal = Math.Min(minAntiDiagonal, antiDiagonal);
        maxAntiDiagonal = Math.Max(maxAntiDiagonal, antiDiagonal);
        return true;
    }
}
