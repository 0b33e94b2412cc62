using MaritimeWatch.Ais.Gpsd;

namespace MaritimeWatch.Service.Decode;

/// <summary>What <c>decode</c> was asked to do.</summary>
/// <param name="Input">A file, or <c>-</c>.</param>
/// <param name="Output">A file, <c>-</c>, or null where messages are only counted.</param>
/// <param name="Json">What is printed.</param>
/// <param name="Statistics"><c>table</c>, <c>json</c>, or null for none.</param>
/// <param name="Threads">How many threads work.</param>
internal sealed record DecodeRequest(string Input, string? Output, GpsdJsonOptions Json, string? Statistics, int Threads);
