using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 19: extended class B position report, 312 bits (ITU-R M.1371-5, table 68).</summary>
/// <remarks>The name goes out in capitals; what has no six-bit form, and <c>@</c>, which would end the text, becomes <c>?</c>.</remarks>
/// <param name="Mmsi">Who sends it.</param>
public sealed record ClassBExtendedMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 19;

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

    /// <summary>At most 20 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Type of ship and cargo, 1 to 99.</summary>
    public ShipType? ShipType { get; init; }

    /// <summary>Where the antenna stands.</summary>
    public HullDimensions Hull { get; init; }

    /// <summary>Type of position fixing device, 0 undefined, 1 GPS … 15 (table 52).</summary>
    public int PositionFixingDevice { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>Whether the data terminal is not ready (DTE); false is "ready".</summary>
    public bool IsTerminalNotReady { get; init; }

    /// <summary>Whether the station works in assigned mode; false is autonomous.</summary>
    public bool IsAssigned { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload) => payload
        .Put(0, 8)
        .PutScaled(SpeedOverGroundKnots, 10, 0, 102.2, 10, 1023)
        .PutFlag(HasHighAccuracy)
        .PutPosition(Position)
        .PutDirection(CourseOverGroundDegrees, 10, 12, 3600)
        .PutNumber(TrueHeadingDegrees, 0, 359, 9, 511)
        .PutSecond(UtcSecond)
        .Put(0, 4)
        .PutText(Name, 20)
        .PutNumber(ShipType?.Code, 1, 99, 8, 0, nameof(ShipType))
        .PutHull(Hull)
        .PutNumber(PositionFixingDevice, 0, 15, 4)
        .PutFlag(HasRaim)
        .PutFlag(IsTerminalNotReady)
        .PutFlag(IsAssigned)
        .Put(0, 4);
}
