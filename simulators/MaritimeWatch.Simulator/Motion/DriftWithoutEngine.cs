using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Numerics;
using MaritimeWatch.Simulator.Sea;

namespace MaritimeWatch.Simulator.Motion;

/// <summary>Carries her way off, then goes where stream and wind take her, falling off until she lies beam to the wind.</summary>
internal sealed class DriftWithoutEngine(TidalStream stream, Wind wind, double durationSeconds, NavigationalStatus status, double leewayShare = 0.03) : IManoeuvre
{
    private const double LoseWaySeconds = 420;
    private const double FallOffDegreesPerSecond = 0.12;
    private double endsAt;

    /// <inheritdoc/>
    public void Begin(ref VesselState state, double seconds)
    {
        endsAt = seconds + durationSeconds;
        state.Status = status;
    }

    /// <inheritdoc/>
    public bool Step(ref VesselState state, double seconds)
    {
        if (seconds >= endsAt)
        {
            return false;
        }

        var (setEast, setNorth) = stream.At(state.Position, seconds);
        var (sin, cos) = Trigonometry.SinCosDegrees(wind.TowardsDegrees);
        var leeway = wind.KnotsAt(seconds) * leewayShare * Nautical.MetresPerSecondPerKnot;
        state.East += (setEast + (leeway * sin) - state.East) / LoseWaySeconds;
        state.North += (setNorth + (leeway * cos) - state.North) / LoseWaySeconds;
        state.Position = Earth.Moved(state.Position, state.East, state.North);

        var port = Angle.Turn(state.Heading, wind.FromDegrees + 90);
        var starboard = Angle.Turn(state.Heading, wind.FromDegrees - 90);
        var turn = Math.Abs(port) < Math.Abs(starboard) ? port : starboard;
        state.Heading = Angle.Normalise(state.Heading + Math.Clamp(turn, -FallOffDegreesPerSecond, FallOffDegreesPerSecond));
        return true;
    }
}
