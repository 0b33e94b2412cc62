using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Simulator.Reception;

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

    /// <summary>What she calls herself from some time on (seconds after the start of the traffic), or null where she never changes it.</summary>
    public (double Seconds, StaticReport Static)? ChangesTo { get; init; }

    /// <summary>What comes between where she is and what she sends.</summary>
    public IReadOnlyList<ITransmissionEffect> Transmission { get; init; } = [];

    /// <summary>What comes between what she sends and the feed, besides what happens to the whole feed.</summary>
    public IReadOnlyList<IReceptionEffect> Reception { get; init; } = [];

    /// <summary>Tells hulls that share one MMSI apart: 0 for the rightful one, 1 for the other.</summary>
    public byte Twin { get; init; }

    public Mmsi Mmsi => Static.Mmsi;

    public double LengthMetres => Static.LengthMetres ?? 20;
}
