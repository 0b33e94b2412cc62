namespace MaritimeWatch.Detection.Normality;

/// <summary>Ships that may be expected to move alike. Persisted in model files: append, never renumber.</summary>
public enum VesselClass : byte
{
    /// <summary>Cargo, types 70 to 79.</summary>
    Cargo = 0,

    /// <summary>Tankers, types 80 to 89.</summary>
    Tanker = 1,

    /// <summary>Passenger ships and high-speed craft, types 40 to 49 and 60 to 69.</summary>
    Passenger = 2,

    /// <summary>Fishing, types 30 and 38.</summary>
    Fishing = 3,

    /// <summary>Ships at work: tugs, pilots, dredgers, cable ships, crew boats.</summary>
    Service = 4,

    /// <summary>Sailing and pleasure craft, types 36 and 37.</summary>
    Pleasure = 5,

    /// <summary>Everything else, and what says nothing of itself.</summary>
    Other = 6,
}
