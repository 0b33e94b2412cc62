using MaritimeWatch.Domain;

namespace MaritimeWatch.Simulator.Labels;

/// <summary>What the labels are about.</summary>
/// <param name="Seed">Seed of the generator.</param>
/// <param name="Scenarios">Names given to <c>--scenario</c>.</param>
/// <param name="Start">First event time of the traffic.</param>
/// <param name="End">End of the traffic, exclusive.</param>
/// <param name="VesselHours">Sum over the vessels of the hours from the first position received to the last.</param>
/// <param name="Vessels">How many vessels there are, labelled or not.</param>
public sealed record LabelHeader(ulong Seed, IReadOnlyList<string> Scenarios, Instant Start, Instant End, double VesselHours, int Vessels);
