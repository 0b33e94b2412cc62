using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 27: class A position for reception by satellites, 96 bits (ITU-R M.1371-5, table 83).</summary>
/// <param name="Mmsi">Who sends it.</param>
public sealed record LongRangePositionMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 27;

    /// <summary>0 to 3; a station sends 3, "do not repeat".</summary>
    public int RepeatIndicator { get; init; } = 3;

    /// <summary>Whether the position is better than 10 m.</summary>
    public bool HasHighAccuracy { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>Navigational status.</summary>
    public NavigationalStatus Status { get; init; } = NavigationalStatus.Undefined;

    /// <summary>Position, to 1/10 minute.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>0 to 62, to the knot.</summary>
    public double? SpeedOverGroundKnots { get; init; }

    /// <summary>0 to below 360, to the degree.</summary>
    public double? CourseOverGroundDegrees { get; init; }

    /// <summary>Whether the position is older than 5 s.</summary>
    public bool IsPositionOld { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload) => payload
        .PutFlag(HasHighAccuracy)
        .PutFlag(HasRaim)
        .PutNumber((int)Status, 0, 15, 4, nameof(Status))
        .PutCoarsePosition(Position)
        .PutScaled(SpeedOverGroundKnots, 1, 0, 62, 6, 63)
        .PutDirection(CourseOverGroundDegrees, 1, 9, 511)
        .PutFlag(IsPositionOld)
        .Put(0, 1);
}
