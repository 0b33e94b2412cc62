namespace MaritimeWatch.Domain.Vessels;

/// <summary>What a vessel says of herself: messages 5, 19, 24, or the static columns of a table. Null is "not said".</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="ImoNumber">IMO number, seven digits, or null.</param>
/// <param name="CallSign">Call sign, trimmed, or null.</param>
/// <param name="Name">Ship's name, trimmed, or null. Attacker-controlled text: encode it on every output.</param>
/// <param name="ShipType">Type of ship and cargo, or null.</param>
/// <param name="ToBow">Metres from the antenna to the bow, 1 to 511, or null.</param>
/// <param name="ToStern">Metres from the antenna to the stern, 1 to 511, or null.</param>
/// <param name="ToPort">Metres from the antenna to port, 1 to 63, or null.</param>
/// <param name="ToStarboard">Metres from the antenna to starboard, 1 to 63, or null.</param>
/// <param name="LengthMetres">Length overall in metres, stated or bow + stern, or null.</param>
/// <param name="BreadthMetres">Breadth in metres, stated or port + starboard, or null.</param>
/// <param name="DraughtMetres">Draught in metres, 0.1 to 25.5, or null.</param>
/// <param name="Destination">Destination as typed by the crew, or null.</param>
/// <param name="MessageType">AIS message type it came from (5, 19, 24), or 0 for a table or a feed that keeps none.</param>
/// <param name="Feed">The feed it came from, where <paramref name="MessageType"/> does not tell.</param>
public sealed record StaticReport(
    Mmsi Mmsi,
    uint? ImoNumber = null,
    string? CallSign = null,
    string? Name = null,
    ShipType? ShipType = null,
    ushort? ToBow = null,
    ushort? ToStern = null,
    ushort? ToPort = null,
    ushort? ToStarboard = null,
    ushort? LengthMetres = null,
    ushort? BreadthMetres = null,
    double? DraughtMetres = null,
    string? Destination = null,
    byte MessageType = 0,
    StaticFeed Feed = StaticFeed.None)
{
    /// <summary>The largest distance from the antenna to the hull's edge in metres, or null when no dimension is known.</summary>
    public ushort? HullOffsetMetres
    {
        get
        {
            var offset = Math.Max(Math.Max(ToBow ?? 0, ToStern ?? 0), Math.Max(ToPort ?? 0, ToStarboard ?? 0));
            return offset == 0 ? null : (ushort)offset;
        }
    }

    /// <summary>This report with everything <paramref name="newer"/> says laid over it.</summary>
    public StaticReport UpdatedBy(StaticReport newer) => this with
    {
        ImoNumber = newer.ImoNumber ?? ImoNumber,
        CallSign = newer.CallSign ?? CallSign,
        Name = newer.Name ?? Name,
        ShipType = newer.ShipType ?? ShipType,
        ToBow = newer.ToBow ?? ToBow,
        ToStern = newer.ToStern ?? ToStern,
        ToPort = newer.ToPort ?? ToPort,
        ToStarboard = newer.ToStarboard ?? ToStarboard,
        LengthMetres = newer.LengthMetres ?? LengthMetres,
        BreadthMetres = newer.BreadthMetres ?? BreadthMetres,
        DraughtMetres = newer.DraughtMetres ?? DraughtMetres,
        Destination = newer.Destination ?? Destination,
        MessageType = newer.MessageType,
        Feed = newer.Feed,
    };
}
