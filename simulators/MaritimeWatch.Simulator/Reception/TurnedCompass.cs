using MaritimeWatch.Domain.Geodesy;
using MaritimeWatch.Simulator.Motion;

namespace MaritimeWatch.Simulator.Reception;

/// <summary>A gyro compass that is off by a constant angle from some time on.</summary>
internal sealed record TurnedCompass(double FromSeconds, double Degrees) : ITransmissionEffect
{
    /// <inheritdoc/>
    public bool Transmit(ref VesselState believed, double seconds)
    {
        believed.Heading = seconds >= FromSeconds ? Angle.Normalise(believed.Heading + Degrees) : believed.Heading;
        return true;
    }
}
