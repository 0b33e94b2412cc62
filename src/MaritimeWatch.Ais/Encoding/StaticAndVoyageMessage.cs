using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Ais.Encoding;

/// <summary>Message 5: class A static and voyage related data, 424 bits in two sentences (ITU-R M.1371-5, table 52).</summary>
/// <remarks>Texts go out in capitals; what has no six-bit form, and <c>@</c>, which would end the text, becomes <c>?</c>.</remarks>
/// <param name="Mmsi">Who sends it.</param>
public sealed record StaticAndVoyageMessage(Mmsi Mmsi) : IAisMessage
{
    /// <inheritdoc/>
    public int MessageType => 5;

    /// <inheritdoc/>
    public int RepeatIndicator { get; init; }

    /// <summary>Edition of ITU-R M.1371 that the station follows: 0 is -1, 1 is -3, 2 is -5, 3 a later one.</summary>
    public int AisVersion { get; init; }

    /// <summary>1 to 1,073,741,823: an IMO number of seven digits, or a national number of eight.</summary>
    public uint? ImoNumber { get; init; }

    /// <summary>At most 7 characters.</summary>
    public string? CallSign { get; init; }

    /// <summary>At most 20 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Type of ship and cargo, 1 to 99.</summary>
    public ShipType? ShipType { get; init; }

    /// <summary>Where the antenna stands.</summary>
    public HullDimensions Hull { get; init; }

    /// <summary>Type of position fixing device, 0 undefined, 1 GPS … 15 (table 52).</summary>
    public int PositionFixingDevice { get; init; }

    /// <summary>Estimated time of arrival.</summary>
    public EstimatedArrival Arrival { get; init; }

    /// <summary>0.1 to 25.5; 25.5 says "25.5 or more".</summary>
    public double? DraughtMetres { get; init; }

    /// <summary>At most 20 characters.</summary>
    public string? Destination { get; init; }

    /// <summary>Whether the data terminal is not ready (DTE); false is "ready".</summary>
    public bool IsTerminalNotReady { get; init; }

    void IAisMessage.PutFields(PayloadWriter payload)
    {
        payload
            .PutNumber(AisVersion, 0, 3, 2)
            .PutNumber(ImoNumber, 1, (1 << 30) - 1, 30, 0)
            .PutText(CallSign, 7)
            .PutText(Name, 20)
            .PutNumber(ShipType?.Code, 1, 99, 8, 0, nameof(ShipType))
            .PutHull(Hull)
            .PutNumber(PositionFixingDevice, 0, 15, 4);
        Arrival.PutInto(payload)
            .PutScaled(DraughtMetres, 10, 0.1, 25.5, 8, 0)
            .PutText(Destination, 20)
            .PutFlag(IsTerminalNotReady)
            .Put(0, 1);
    }
}
