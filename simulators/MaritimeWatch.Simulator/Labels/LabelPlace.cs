namespace MaritimeWatch.Simulator.Labels;

/// <summary>Where something happens that no single vessel does.</summary>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="RadiusMetres">How far from there an alert may place it.</param>
public sealed record LabelPlace(double Latitude, double Longitude, double RadiusMetres);
