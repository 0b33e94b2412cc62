namespace MaritimeWatch.Simulator.Motion;

/// <summary>One thing a vessel does for a while: follow a route, lie at anchor, drift.</summary>
internal interface IManoeuvre
{
    /// <summary>Takes over from whatever she did before.</summary>
    void Begin(ref VesselState state, double seconds);

    /// <summary>Moves her by one second; false when the manoeuvre has ended before it.</summary>
    bool Step(ref VesselState state, double seconds);
}
