using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 21: aid to navigation report, 272 to 360 bits (ITU-R M.1371-5, table 73).</summary>
/// <remarks>The name goes out in capitals; what has no six-bit form, and <c>@</c>, which would end the text, becomes <c>?</c>.</remarks>
/// <param name="Mmsi">Who sends it, 99MIDxxxx.</param>
public sealed record AidToNavigationMessage(Mmsi Mmsi) : IAisMessage
{
    /// <summary>Twenty characters and the extension of fourteen.</summary>
    public const int MaxNameLength = 34;

    private const int FixedNameLength = 20;

    /// <inheritdoc/>
    public int MessageType => 21;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>Type of aid, 0 not specified … 31 (table 74).</summary>
    public int TypeOfAid { get; init; }

    /// <summary>At most 34 characters; those beyond 20 go into the extension.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the position is better than 10 m.</summary>
    public bool HasHighAccuracy { get; init; }

    /// <summary>Position, to 1/10,000 minute.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Size of the aid about its reference point.</summary>
    public HullDimensions Size { get; init; }

    /// <summary>Type of position fixing device, 0 undefined, 1 GPS, 7 surveyed … 15 (table 52).</summary>
    public int PositionFixingDevice { get; init; }

    /// <summary>Second of the position, 0 to 59; 61 manual input, 62 dead reckoning, 63 device out of order.</summary>
    public int? UtcSecond { get; init; }

    /// <summary>Whether a floating aid is off its station.</summary>
    public bool IsOffPosition { get; init; }

    /// <summary>Status of light, RACON and health, 8 bits.</summary>
    public int Status { get; init; }

    /// <summary>Whether the position device watches its own integrity.</summary>
    public bool HasRaim { get; init; }

    /// <summary>Whether there is nothing at the position but this message.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Whether the station works in assigned mode; false is autonomous.</summary>
    public bool IsAssigned { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload)
    {
        var name = Name ?? "";
        if (name.Length > MaxNameLength)
        {
            throw PayloadFields.TooLong(nameof(Name), name, MaxNameLength);
        }

        var extension = name.Length > FixedNameLength ? name[FixedNameLength..] : "";
        payload
            .PutNumber(TypeOfAid, 0, 31, 5)
            .Put(name, FixedNameLength)
            .PutFlag(HasHighAccuracy)
            .PutPosition(Position)
            .PutHull(Size)
            .PutNumber(PositionFixingDevice, 0, 15, 4)
            .PutSecond(UtcSecond)
            .PutFlag(IsOffPosition)
            .PutNumber(Status, 0, 255, 8)
            .PutFlag(HasRaim)
            .PutFlag(IsVirtual)
            .PutFlag(IsAssigned)
            .Put(0, 1)
            .Put(extension, extension.Length)
            .PutToByte();
    }
}
