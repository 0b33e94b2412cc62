namespace MaritimeWatch.Detection.Settings;

/// <summary>S1, motion no ship can make (detectors.md C.10). The limit for ships of no known class is <see cref="TrackOptions.ImplausibleSpeedKnots"/>.</summary>
public sealed record KinematicSpoofOptions
{
    /// <summary>Cargo ships and tankers make no more than this in knots. 20 to 60; detectors.md S1.</summary>
    public double CargoMaxKnots { get; init; } = 30;

    /// <summary>Passenger ships and high-speed craft make no more than this in knots. 30 to 100; detectors.md S1.</summary>
    public double PassengerMaxKnots { get; init; } = 50;

    /// <summary>A reported speed above this in knots is no ship's. 30 to 100; detectors.md S1.</summary>
    public double MaxSpeedOverGroundKnots { get; init; } = 50;

    /// <summary>
    /// Time conceded to every implied speed, because receivers stamp by their own clocks and whole seconds. 0 to 600 seconds; half a minute off each
    /// way: at 30 kn that is 0.5 nm which no jump may be made of; design value.
    /// </summary>
    public TimeSpan ClockDoubt { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Motion by the class limits is judged over at least this. 1 to 30 minutes; so long that <see cref="ClockDoubt"/> is a small part of it, design value.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Of three fixes so many must show it. 1 to 3; detectors.md S1.</summary>
    public int ConfirmingFixes { get; init; } = 2;

    /// <summary>A reported speed that the positions contradict by more than this in knots is a fault of the instrument. 5 to 50; detectors.md S1.</summary>
    public double SpeedMismatchKnots { get; init; } = 15;

    /// <summary>... judged over at least this. 10 to 300 seconds; detectors.md S1.</summary>
    public TimeSpan SpeedMismatchOver { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A receiver that was switched on may repeat an old position for so long. 0 to 30 minutes; the start-up time of ship's GNSS is some minutes at most, design value.</summary>
    public TimeSpan SettlesWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Closes after so long without such motion. 5 to 240 minutes; detectors.md S1.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(30);
}
