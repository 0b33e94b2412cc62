using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Messages 1, 2 and 3: class A position report, 168 bits (ITU-R M.1371-5, table 48).</summary>
/// <param name="Mmsi">Who sends it.</param>
public sealed record ClassAPositionMessage(Mmsi Mmsi) : IAisMessage
{
    /// <summary>1 scheduled, 2 assigned, 3 in answer to an interrogation.</summary>
    public int MessageType { get; init; } = 1;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>Navigational status.</summary>
    public NavigationalStatus Status { get; init; } = NavigationalStatus.Undefined;

    /// <summary>Degrees a minute, right positive, -720 to 720, to the nearest code; 720 and more than 714 say "faster than 5 degrees in 30 s, no turn indicator".</summary>
    public double? RateOfTurnDegreesPerMinute { get; init; }

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

    /// <summary>Whether a special manoeuvre is under way (the blue sign of inland waters).</summary>
    public bool? IsInSpecialManoeuvre { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>State of the radio, 19 bits.</summary>
    public int CommunicationState { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload)
    {
        if (MessageType is < 1 or > 3)
        {
            throw new ArgumentOutOfRangeException(nameof(MessageType), MessageType, "a class A position report is message 1, 2 or 3.");
        }

        payload
            .PutNumber((int)Status, 0, 15, 4, nameof(Status))
            .Put(RateOfTurnCode(), 8)
            .PutScaled(SpeedOverGroundKnots, 10, 0, 102.2, 10, 1023)
            .PutFlag(HasHighAccuracy)
            .PutPosition(Position)
            .PutDirection(CourseOverGroundDegrees, 10, 12, 3600)
            .PutNumber(TrueHeadingDegrees, 0, 359, 9, 511)
            .PutSecond(UtcSecond)
            .PutMaybe(IsInSpecialManoeuvre)
            .Put(0, 3)
            .PutFlag(HasRaim)
            .PutNumber(CommunicationState, 0, (1 << 19) - 1, 19);
    }

    private int RateOfTurnCode()
    {
        if (RateOfTurnDegreesPerMinute is not { } turn)
        {
            return -128;
        }

        if (!(Math.Round(Math.Abs(turn) * 10) <= RateOfTurn.MaxTenths))
        {
            throw new ArgumentOutOfRangeException(nameof(RateOfTurnDegreesPerMinute), turn, FormattableString.Invariant($"{nameof(RateOfTurnDegreesPerMinute)} is {turn}; it must be from -720 to 720."));
        }

        return RateOfTurn.ToCode(turn);
    }
}
