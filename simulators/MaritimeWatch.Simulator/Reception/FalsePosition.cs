using MaritimeWatch.Domain;
using MaritimeWatch.Simulator.Motion;
using MaritimeWatch.Simulator.Numerics;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>A deceived GNSS receiver: for a while it computes another place, and speed and course from that; the compass still tells the truth.</summary>
/// <param name="FromSeconds">Seconds after the start of the traffic, first.</param>
/// <param name="UntilSeconds">The same, first after it.</param>
/// <param name="PlaceAt">The place computed, a number of seconds after the start.</param>
internal sealed record FalsePosition(double FromSeconds, double UntilSeconds, Func<double, GeoPosition> PlaceAt) : ITransmissionEffect
{
    /// <summary>Round and round one point, as the "crop circles" seen off ports.</summary>
    public static FalsePosition Circling(double fromSeconds, double untilSeconds, GeoPosition centre, double radiusMetres, double periodSeconds, double phaseDegrees) =>
        new(fromSeconds, untilSeconds, seconds => Earth.Away(centre, phaseDegrees + (360 * (seconds - fromSeconds) / periodSeconds), radiusMetres));

    /// <summary>All at one point.</summary>
    public static FalsePosition Fixed(double fromSeconds, double untilSeconds, GeoPosition place) => new(fromSeconds, untilSeconds, _ => place);

    /// <inheritdoc/>
    public bool Transmit(ref VesselState believed, double seconds)
    {
        if (seconds >= FromSeconds && seconds < UntilSeconds)
        {
            var place = PlaceAt(seconds);
            (believed.East, believed.North) = Earth.Offset(PlaceAt(seconds - 1), place);
            believed.Position = place;
        }

        return true;
    }
}
