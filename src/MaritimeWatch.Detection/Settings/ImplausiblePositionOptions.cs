namespace MaritimeWatch.Detection.Settings;

/// <summary>S4, a position or course that cannot be (detectors.md C.10).</summary>
public sealed record ImplausiblePositionOptions
{
    /// <summary>Farther than this inside charted land in metres. 100 to 10,000; detectors.md S4.</summary>
    public double InlandMetres { get; init; } = 500;

    /// <summary>Not within this of a port in metres. 0 to 20,000; 1 nm, basins and locks lie inside the coastline of most charts, design value.</summary>
    public double PortMetres { get; init; } = 1852;

    /// <summary>Heading and course differ by more than this in degrees. 20 to 90; detectors.md S4.</summary>
    public double MinAngleDegrees { get; init; } = 45;

    /// <summary>Above this speed in knots. 1 to 10; detectors.md S4.</summary>
    public double MinSpeedKnots { get; init; } = 3;

    /// <summary>For longer than this. 5 to 120 minutes; detectors.md S4.</summary>
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Up to this speed in knots wind and stream explain any angle. 3 to 10; the springs of the North Sea run 3 kn (detectors.md D) and a ship under way steers at 2 kn.</summary>
    public double StreamSpeedKnots { get; init; } = 5;

    /// <summary>From this angle on she goes astern, in degrees. 135 to 180; detectors.md C.4.</summary>
    public double AsternDegrees { get; init; } = 165;

    /// <summary>A compass is sound when it agreed with the course within this in degrees before. 5 to 45; current and leeway at sea speed, design value.</summary>
    public double SoundCompassDegrees { get; init; } = 20;

    /// <summary>Closes after so long without. 5 to 240 minutes; as S1.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(30);
}
