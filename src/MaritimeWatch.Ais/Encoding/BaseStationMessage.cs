using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 4: base station report, 168 bits (ITU-R M.1371-5, table 51).</summary>
/// <param name="Mmsi">Who sends it.</param>
public sealed record BaseStationMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 4;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>The time of the station, cut to whole seconds; years 1 to 9999.</summary>
    public Instant? UtcTime { get; init; }

    /// <summary>Whether the position is better than 10 m.</summary>
    public bool HasHighAccuracy { get; init; }

    /// <summary>Position, to 1/10,000 minute.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Type of position fixing device, 0 undefined, 1 GPS, 7 surveyed … 15 (table 52).</summary>
    public int PositionFixingDevice { get; init; }

    /// <summary>Whether class A stations are asked for message 27 although a base station hears them.</summary>
    public bool RequestsLongRangeBroadcast { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>State of the radio, 19 bits.</summary>
    public int CommunicationState { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload) => PutTime(payload)
        .PutFlag(HasHighAccuracy)
        .PutPosition(Position)
        .PutNumber(PositionFixingDevice, 0, 15, 4)
        .PutFlag(RequestsLongRangeBroadcast)
        .Put(0, 9)
        .PutFlag(HasRaim)
        .PutNumber(CommunicationState, 0, (1 << 19) - 1, 19);

    private PayloadWriter PutTime(PayloadWriter payload)
    {
        if (UtcTime is not { } time)
        {
            return payload.Put(0, 14).Put(0, 4).Put(0, 5).Put(24, 5).Put(60, 6).Put(60, 6);
        }

        if (time < Instant.FromUtc(1, 1, 1) || time > Instant.FromUtc(9999, 12, 31, 23, 59, 59, 999))
        {
            throw new ArgumentOutOfRangeException(nameof(UtcTime), time.UnixMilliseconds, $"{nameof(UtcTime)} must lie in the years 1 to 9999.");
        }

        var utc = time.WholeSecond.ToDateTime();
        return payload.Put(utc.Year, 14).Put(utc.Month, 4).Put(utc.Day, 5).Put(utc.Hour, 5).Put(utc.Minute, 6).Put(utc.Second, 6);
    }
}
