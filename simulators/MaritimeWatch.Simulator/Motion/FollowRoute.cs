using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Motion;

/// <summary>Follows a route, allowing for the stream: she steers up-stream of her course by as much as it sets her.</summary>
internal sealed class FollowRoute : IManoeuvre
{
    private const double StreamRefreshSeconds = 30;
    private readonly TidalStream stream;
    private readonly NavigationalStatus status;
    private readonly IReadOnlyList<GeoPosition>? waypoints;
    private Route? route;
    private SpeedProfile? speed;
    private (double East, double North) set;
    private (double East, double North) direction;
    private double setAt = double.NegativeInfinity;
    private double along;
    private int piece;
    private int directionOf = -1;

    /// <summary>A route that is known beforehand.</summary>
    public FollowRoute(TidalStream stream, Route route, SpeedProfile speed, NavigationalStatus status, double startMetres = 0)
    {
        (this.stream, this.route, this.speed, this.status, along) = (stream, route, speed, status, startMetres);
    }

    /// <summary>A route that begins wherever she is by then.</summary>
    public FollowRoute(TidalStream stream, IReadOnlyList<GeoPosition> waypoints, SpeedProfile? speed, NavigationalStatus status)
    {
        (this.stream, this.waypoints, this.speed, this.status) = (stream, waypoints, speed, status);
    }

    /// <summary>Whether the speed is over ground (as recorded by others) rather than through the water (as an engine gives it).</summary>
    public bool IsSpeedOverGround { get; init; }

    /// <summary>A constant speed over ground that brings her to one of the waypoints at a time; in place of a profile.</summary>
    public (int Waypoint, double Seconds)? Arrival { get; init; }

    /// <summary>Ends at this time even before the end of the route.</summary>
    public double UntilSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>A heading held by thrusters whatever the stream does, for a ship on station.</summary>
    public double? HeldHeading { get; init; }

    /// <summary>Whether thrusters keep her heading along her course over ground, whatever the stream does.</summary>
    public bool HeadsAlongCourse { get; init; }

    /// <inheritdoc/>
    public void Begin(ref VesselState state, double seconds)
    {
        state.Status = status;
        if (waypoints is not null)
        {
            route = Route.Through([state.Position, .. waypoints]);
            along = 0;
        }

        if (Arrival is { } arrival)
        {
            var metres = route!.MetresTo(waypoints![arrival.Waypoint]);
            var knots = metres / (arrival.Seconds - seconds) / Nautical.MetresPerSecondPerKnot;
            speed = SpeedProfile.OverTime(seconds, (0, Math.Min(knots, state.SpeedKnots)), (4, knots));
        }

        state.Position = route!.At(along, ref piece);
    }

    /// <inheritdoc/>
    public bool Step(ref VesselState state, double seconds)
    {
        if (seconds >= UntilSeconds)
        {
            return false;
        }

        if (seconds - setAt >= StreamRefreshSeconds)
        {
            set = stream.At(state.Position, seconds);
            setAt = seconds;
        }

        if (directionOf != piece)
        {
            direction = route!.Direction(piece);
            directionOf = piece;
        }

        var asked = speed!.At(speed.IsByDistance ? along : seconds) * Nautical.MetresPerSecondPerKnot;
        var made = IsSpeedOverGround ? asked : MadeGood(asked);
        along += made;
        if (along >= route!.LengthMetres)
        {
            return false;
        }

        state.Position = route.At(along, ref piece);
        state.East = direction.East * made;
        state.North = direction.North * made;
        state.Heading = HeldHeading ?? (HeadsAlongCourse ? Trigonometry.Bearing(state.East, state.North) : Trigonometry.Bearing(state.East - set.East, state.North - set.North));
        return true;
    }

    private double MadeGood(double throughWater)
    {
        var fair = (set.East * direction.East) + (set.North * direction.North);
        var across = (set.East * direction.North) - (set.North * direction.East);
        var headway = (throughWater * throughWater) - (across * across);
        return Math.Max(0.1, fair + Math.Sqrt(Math.Max(0, headway)));
    }
}
