using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 18: class B position report, 168 bits (ITU-R M.1371-5, table 67).</summary>
/// <param name="Mmsi">Who sends it.</param>
public sealed record ClassBPositionMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 18;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>0 to 102.2; 102.2 says "102.2 or more".</summary>
    public double? SpeedOverGroundKnots { get; init; }

    /// <summary>Whether the position is better than 10 m.</summary>
    public bool HasHighAccuracy { get; init; }

    /// <summary>Position, to 1/10,000 minute.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>0 to below 360, to the tenth.</summary>
    public double? CourseOverGroundDegrees { get; init; }

    /// <summary>0 to 359.</summary>
    public int? TrueHeadingDegrees { get; init; }

    /// <summary>Second of the position, 0 to 59; 61 manual input, 62 dead reckoning, 63 device out of order.</summary>
    public int? UtcSecond { get; init; }

    /// <summary>Whether the unit listens before it sends (class B "CS"); false is a self-organising one ("SO").</summary>
    public bool IsCarrierSense { get; init; } = true;

    /// <summary>Whether it has a display for texts.</summary>
    public bool HasDisplay { get; init; }

    /// <summary>Whether it has digital selective calling.</summary>
    public bool HasDsc { get; init; }

    /// <summary>Whether it can use the whole marine band; false is the upper 525 kHz.</summary>
    public bool UsesWholeBand { get; init; }

    /// <summary>Whether message 22 can manage its channels.</summary>
    public bool AcceptsMessage22 { get; init; }

    /// <summary>Whether the station works in assigned mode; false is autonomous.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>State of the radio, 20 bits: the selector (SOTDMA or ITDMA) and its 19 bits.</summary>
    public int CommunicationState { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload) => payload
        .Put(0, 8)
        .PutScaled(SpeedOverGroundKnots, 10, 0, 102.2, 10, 1023)
        .PutFlag(HasHighAccuracy)
        .PutPosition(Position)
        .PutDirection(CourseOverGroundDegrees, 10, 12, 3600)
        .PutNumber(TrueHeadingDegrees, 0, 359, 9, 511)
        .PutSecond(UtcSecond)
        .Put(0, 2)
        .PutFlag(IsCarrierSense)
        .PutFlag(HasDisplay)
        .PutFlag(HasDsc)
        .PutFlag(UsesWholeBand)
        .PutFlag(AcceptsMessage22)
        .PutFlag(IsAssigned)
        .PutFlag(HasRaim)
        .PutNumber(CommunicationState, 0, (1 << 20) - 1, 20);
}
