namespace MaritimeWatch.Simulator.Motion;

/// <summary>The manoeuvres of one vessel, one after the other, second by second.</summary>
/// <remarks>Draws nothing at random once built: the same motion can be run ahead to find where it will cross an asset.</remarks>
/// <param name="appearsAt">Seconds after the start at which she comes into the picture.</param>
/// <param name="manoeuvres">What she does, in order; after the last she leaves the picture.</param>
internal sealed class VesselMotion(double appearsAt, params IReadOnlyList<IManoeuvre> manoeuvres)
{
    private const double FastestTurnDegreesPerSecond = 1.2;
    private VesselState state;
    private int current = -1;

    public double AppearsAt { get; } = appearsAt;

    public ref readonly VesselState State => ref state;

    /// <summary>Moves to the next second; false when she has left the picture.</summary>
    public bool Advance(double seconds)
    {
        var headingBefore = state.Heading;
        var first = current < 0;
        if (first && !Next(seconds))
        {
            return false;
        }

        while (!manoeuvres[current].Step(ref state, seconds))
        {
            if (!Next(seconds))
            {
                return false;
            }
        }

        if (!first)
        {
            // A hull does not spin: whatever a manoeuvre asks for, the heading follows at the pace of a ship.
            var turn = Domain.Geodesy.Angle.Turn(headingBefore, state.Heading);
            state.TurnRate = Math.Clamp(turn, -FastestTurnDegreesPerSecond, FastestTurnDegreesPerSecond);
            state.Heading = Domain.Geodesy.Angle.Normalise(headingBefore + state.TurnRate);
        }

        return true;
    }

    private bool Next(double seconds)
    {
        if (++current >= manoeuvres.Count)
        {
            return false;
        }

        manoeuvres[current].Begin(ref state, seconds);
        return true;
    }
}
