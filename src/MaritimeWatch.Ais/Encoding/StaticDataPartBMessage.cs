using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 24 part B: type, call sign and size of a class B station, 168 bits (ITU-R M.1371-5, table 76).</summary>
/// <remarks>Texts go out in capitals; what has no six-bit form, and <c>@</c>, which would end the text, becomes <c>?</c>.</remarks>
/// <param name="Mmsi">Who sends it; a craft of a parent ship is 98MIDxxxx.</param>
public sealed record StaticDataPartBMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 24;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>Type of ship and cargo, 1 to 99.</summary>
    public ShipType? ShipType { get; init; }

    /// <summary>Maker of the unit, at most 3 characters.</summary>
    public string? VendorId { get; init; }

    /// <summary>Model of the unit, 0 to 15.</summary>
    public int UnitModel { get; init; }

    /// <summary>Serial number of the unit, 0 to 1,048,575.</summary>
    public int SerialNumber { get; init; }

    /// <summary>At most 7 characters.</summary>
    public string? CallSign { get; init; }

    /// <summary>Where the antenna stands; a craft of a parent ship does not say it.</summary>
    public HullDimensions Hull { get; init; }

    /// <summary>The parent ship of a craft, 0 to 999,999,999; sent in place of the size, so only by a sender 98MIDxxxx, and null elsewhere.</summary>
    public Mmsi? MotherShipMmsi { get; init; }

    /// <summary>Type of position fixing device, 0 undefined, 1 GPS … 15 (table 52).</summary>
    public int PositionFixingDevice { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload)
    {
        payload
            .Put(1, 2)
            .PutNumber(ShipType?.Code, 1, 99, 8, 0, nameof(ShipType))
            .PutText(VendorId, 3)
            .PutNumber(UnitModel, 0, 15, 4)
            .PutNumber(SerialNumber, 0, (1 << 20) - 1, 20)
            .PutText(CallSign, 7);
        PutMotherShipOrHull(payload)
            .PutNumber(PositionFixingDevice, 0, 15, 4)
            .Put(0, 2);
    }

    private PayloadWriter PutMotherShipOrHull(PayloadWriter payload)
    {
        // Receivers tell the two apart by the sender alone: anything else would be read as the other.
        var isCraft = Mmsi.Kind == StationKind.AuxiliaryCraft;
        if (isCraft && Hull != default)
        {
            throw new ArgumentOutOfRangeException(nameof(Hull), Hull, $"the craft {Mmsi} sends its parent ship in place of its size.");
        }

        if (!isCraft && MotherShipMmsi is { } parent)
        {
            throw new ArgumentOutOfRangeException(nameof(MotherShipMmsi), parent, $"{Mmsi} is no craft of a parent ship (98MIDxxxx).");
        }

        return isCraft ? payload.PutNumber(MotherShipMmsi?.Value, 0, 999_999_999, 30, 0, nameof(MotherShipMmsi)) : payload.PutHull(Hull);
    }
}
