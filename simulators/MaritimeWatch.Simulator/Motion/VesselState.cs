using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Motion;

/// <summary>Where a simulated vessel really is and how she moves; what her transponder says of it is another matter.</summary>
internal struct VesselState
{
    public GeoPosition Position;

    /// <summary>Metres a second over ground.</summary>
    public double East;

    /// <summary>Metres a second over ground.</summary>
    public double North;

    /// <summary>Degrees true.</summary>
    public double Heading;

    /// <summary>Degrees a second, right positive.</summary>
    public double TurnRate;

    public NavigationalStatus Status;

    public readonly double SpeedKnots => Math.Sqrt((East * East) + (North * North)) / Domain.Geodesy.Nautical.MetresPerSecondPerKnot;
}
