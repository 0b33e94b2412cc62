using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Domain.Alerts;

/// <summary>The vessel of an alert: the MMSI and what else is known.</summary>
/// <param name="Mmsi">Who.</param>
/// <param name="Name">Ship's name, or null.</param>
/// <param name="ImoNumber">IMO number, or null.</param>
/// <param name="CallSign">Call sign, or null.</param>
/// <param name="ShipType">Category of the ship type, e.g. <c>Tanker</c>, or null.</param>
/// <param name="LengthMetres">Length overall in metres, or null.</param>
public sealed record VesselIdentity(Mmsi Mmsi, string? Name, uint? ImoNumber, string? CallSign, string? ShipType, int? LengthMetres);
