using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 9: position report of a search-and-rescue aircraft, 168 bits (ITU-R M.1371-5, table 56).</summary>
/// <param name="Mmsi">Who sends it, 111MIDxxx.</param>
public sealed record SarAircraftMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 9;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>0 to 4,094; 4,094 says "4,094 or more".</summary>
    public int? AltitudeMetres { get; init; }

    /// <summary>Whole knots, 0 to 1,022; 1,022 says "1,022 or more".</summary>
    public int? SpeedOverGroundKnots { get; init; }

    /// <summary>Whether the position is better than 10 m.</summary>
    public bool HasHighAccuracy { get; init; }

    /// <summary>Position, to 1/10,000 minute.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>0 to below 360, to the tenth.</summary>
    public double? CourseOverGroundDegrees { get; init; }

    /// <summary>Second of the position, 0 to 59; 61 manual input, 62 dead reckoning, 63 device out of order.</summary>
    public int? UtcSecond { get; init; }

    /// <summary>Whether the altitude is barometric; false is GNSS.</summary>
    public bool IsBarometricAltitude { get; init; }

    /// <summary>Whether the data terminal is not ready (DTE); false is "ready".</summary>
    public bool IsTerminalNotReady { get; init; }

    /// <summary>Whether the station works in assigned mode; false is autonomous.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>State of the radio, 20 bits: the selector (SOTDMA or ITDMA) and its 19 bits.</summary>
    public int CommunicationState { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload) => payload
        .PutNumber(AltitudeMetres, 0, 4094, 12, 4095)
        .PutNumber(SpeedOverGroundKnots, 0, 1022, 10, 1023)
        .PutFlag(HasHighAccuracy)
        .PutPosition(Position)
        .PutDirection(CourseOverGroundDegrees, 10, 12, 3600)
        .PutSecond(UtcSecond)
        .PutFlag(IsBarometricAltitude)
        .Put(0, 7)
        .PutFlag(IsTerminalNotReady)
        .Put(0, 3)
        .PutFlag(IsAssigned)
        .PutFlag(HasRaim)
        .PutNumber(CommunicationState, 0, (1 << 20) - 1, 20);
}
