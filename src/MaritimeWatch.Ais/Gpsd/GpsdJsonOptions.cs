namespace MaritimeWatch.Ais.Gpsd;

/// <summary>What <c>gpsdecode -j</c> is told by its options.</summary>
/// <param name="IsScaled">Degrees, knots and metres; false (<c>-u</c>) for the integers of the wire.</param>
/// <param name="SplitsType24">The halves of message 24 as they come (<c>-s</c>); false to wait for part B and print one object.</param>
/// <param name="Types">The message types to print (<c>-t</c>), or null for all.</param>
public sealed record GpsdJsonOptions(bool IsScaled = true, bool SplitsType24 = false, IReadOnlySet<int>? Types = null);
