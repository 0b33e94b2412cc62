using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Motion;

/// <summary>Lies to an anchor, down-stream and down-wind of it, sheering slowly; when the anchor breaks out, goes astern with it.</summary>
/// <remarks>A knot of stream holds a loaded ship about as hard as 25 knots of wind; the chain is straight only when something pulls.</remarks>
internal sealed class LieAtAnchor : IManoeuvre
{
    private const double WindKnotsLikeOneOfStream = 25;
    private const double FastestSwingMetresPerSecond = 0.28;
    private const double ForceRefreshSeconds = 20;
    private readonly TidalStream stream;
    private readonly Wind wind;
    private readonly double antennaToBowMetres;
    private GeoPosition anchor;
    private double lieDegrees;
    private double targetDegrees;
    private double pull;
    private double pullNow;
    private double forceAt = double.NegativeInfinity;
    private Earth earth;

    public LieAtAnchor(TidalStream stream, Wind wind, GeoPosition anchor, double chainMetres, double antennaToBowMetres)
    {
        (this.stream, this.wind, this.anchor, ChainMetres, this.antennaToBowMetres) = (stream, wind, anchor, chainMetres, antennaToBowMetres);
    }

    /// <summary>Horizontal length of chain when it is taut.</summary>
    public double ChainMetres { get; }

    /// <summary>The antenna stays within this distance of the anchor while it holds.</summary>
    public double SwingRadiusMetres => ChainMetres + antennaToBowMetres;

    public double UntilSeconds { get; init; } = double.PositiveInfinity;

    public double SheerDegrees { get; init; } = 5;

    public double SheerPeriodSeconds { get; init; } = 900;

    public NavigationalStatus Status { get; init; } = NavigationalStatus.AtAnchor;

    /// <summary>Speed of a dragging anchor, or null while it holds.</summary>
    public SpeedProfile? Drag { get; init; }

    /// <summary>Where to a dragging anchor goes, degrees true.</summary>
    public double DragTowardsDegrees { get; init; }

    /// <summary>From then on she lies where the drag will go: high and in ballast, she obeys the gale, not the stream. Infinity for never.</summary>
    public double LiesToDragFromSeconds { get; init; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public void Begin(ref VesselState state, double seconds)
    {
        state.Status = Status;
        earth = new Earth(anchor.Latitude);
        FeelForces(seconds);
        lieDegrees = targetDegrees;
        pullNow = pull;
        state.Position = Place(seconds, out state.Heading);
    }

    /// <inheritdoc/>
    public bool Step(ref VesselState state, double seconds)
    {
        if (seconds >= UntilSeconds)
        {
            return false;
        }

        if (seconds - forceAt >= ForceRefreshSeconds)
        {
            FeelForces(seconds);
        }

        var fastest = FastestSwingMetresPerSecond / SwingRadiusMetres / Trigonometry.RadiansPerDegree;
        lieDegrees = Angle.Normalise(lieDegrees + Math.Clamp(Angle.Turn(lieDegrees, targetDegrees) * 0.004, -fastest, fastest));
        pullNow += (pull - pullNow) / 600;
        if (Drag is not null)
        {
            var (sin, cos) = Trigonometry.SinCosDegrees(DragTowardsDegrees);
            var metres = Drag.At(seconds) * Nautical.MetresPerSecondPerKnot;
            anchor = Earth.Moved(anchor, metres * sin, metres * cos);
        }

        var before = state.Position;
        state.Position = Place(seconds, out state.Heading);
        state.East = (state.Position.Longitude - before.Longitude) * earth.MetresPerDegreeLongitude;
        state.North = (state.Position.Latitude - before.Latitude) * earth.MetresPerDegreeLatitude;
        return true;
    }

    private void FeelForces(double seconds)
    {
        forceAt = seconds;
        var (east, north) = stream.At(anchor, seconds);
        var knots = Math.Sqrt((east * east) + (north * north)) / Nautical.MetresPerSecondPerKnot;
        var (sin, cos) = Trigonometry.SinCosDegrees(wind.TowardsDegrees);
        var windPull = wind.KnotsAt(seconds) / WindKnotsLikeOneOfStream;
        windPull *= windPull;
        east = (east / Nautical.MetresPerSecondPerKnot * knots) + (windPull * sin);
        north = (north / Nautical.MetresPerSecondPerKnot * knots) + (windPull * cos);
        pull = Math.Min(1, Math.Sqrt((east * east) + (north * north)));
        targetDegrees = seconds < LiesToDragFromSeconds ? Trigonometry.Bearing(east, north) : DragTowardsDegrees;
    }

    private GeoPosition Place(double seconds, out double heading)
    {
        var sheer = SheerDegrees * Trigonometry.SinCos(seconds * (2 * Math.PI / SheerPeriodSeconds)).Sin;
        var (sin, cos) = Trigonometry.SinCosDegrees(lieDegrees + sheer);
        var metres = (ChainMetres * (0.7 + (0.3 * pullNow))) + antennaToBowMetres;
        heading = Angle.Normalise(lieDegrees + sheer + 180);
        return new GeoPosition(
            anchor.Latitude + (metres * cos / earth.MetresPerDegreeLatitude),
            anchor.Longitude + (metres * sin / earth.MetresPerDegreeLongitude));
    }
}
