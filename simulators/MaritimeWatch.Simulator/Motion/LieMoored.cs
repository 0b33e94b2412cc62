using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Motion;

/// <summary>Lies alongside.</summary>
/// <param name="untilSeconds">Seconds after the start at which she sails.</param>
/// <param name="berth">Where, or null for where she is.</param>
/// <param name="heading">Degrees true along the quay.</param>
internal sealed class LieMoored(double untilSeconds, GeoPosition? berth = null, double heading = 60) : IManoeuvre
{
    /// <inheritdoc/>
    public void Begin(ref VesselState state, double seconds)
    {
        state.Status = NavigationalStatus.Moored;
        state.Position = berth ?? state.Position;
        (state.East, state.North) = (0, 0);
    }

    /// <inheritdoc/>
    public bool Step(ref VesselState state, double seconds)
    {
        state.Heading = heading;
        return seconds < untilSeconds;
    }
}
