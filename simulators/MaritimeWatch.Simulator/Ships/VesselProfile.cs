using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Simulator.Ships;

/// <summary>Who a simulated vessel is, and how well her transponder is heard.</summary>
internal sealed record VesselProfile
{
    /// <summary>What her transponder says of her.</summary>
    public required StaticReport Static { get; init; }

    public required StationClass StationClass { get; init; }

    /// <summary>One standard deviation of the slowly wandering position error, metres.</summary>
    public required double PositionSigmaMetres { get; init; }

    /// <summary>Share of reports lost whatever the range.</summary>
    public required double DropoutShare { get; init; }

    /// <summary>Whether distance from the coast costs further reports.</summary>
    public bool IsThinnedByRange { get; init; }

    /// <summary>What the crew left the status at, or null where they keep it right.</summary>
    public NavigationalStatus? StuckStatus { get; init; }

    /// <summary>Whether a heading sensor is connected.</summary>
    public bool HasHeading { get; init; } = true;

    /// <summary>Seconds between two faults of the GNSS receiver (position 91/181), or infinity.</summary>
    public double PositionFaultSeconds { get; init; } = double.PositiveInfinity;

    public Mmsi Mmsi => Static.Mmsi;

    public double LengthMetres => Static.LengthMetres ?? 20;
}
