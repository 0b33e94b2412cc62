namespace MaritimeWatch.Domain.Vessels;

/// <summary>What a vessel says of herself, all her reports together: each fact with since when and by what it was said. Null is "never said".</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="Name">Ship's name. Attacker-controlled text: encode it on every output.</param>
/// <param name="ImoNumber">IMO number; its check digit fits.</param>
/// <param name="CallSign">Call sign.</param>
/// <param name="ShipType">Type of ship and cargo.</param>
/// <param name="Antenna">Where the antenna stands in the hull.</param>
/// <param name="LengthMetres">Length overall in metres.</param>
/// <param name="BreadthMetres">Breadth in metres.</param>
/// <param name="DraughtMetres">Draught in metres, 0.1 to 25.5.</param>
/// <param name="Destination">Destination as typed by the crew.</param>
public sealed record VesselParticulars(
    Mmsi Mmsi,
    Said<string>? Name = null,
    Said<uint>? ImoNumber = null,
    Said<string>? CallSign = null,
    Said<ShipType>? ShipType = null,
    Said<AntennaPlace>? Antenna = null,
    Said<ushort>? LengthMetres = null,
    Said<ushort>? BreadthMetres = null,
    Said<double>? DraughtMetres = null,
    Said<string>? Destination = null);
