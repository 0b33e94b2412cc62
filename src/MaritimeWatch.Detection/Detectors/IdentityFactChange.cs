using MaritimeWatch.Domain;

namespace MaritimeWatch.Detection.Detectors;

/// <summary>A fact a vessel says of herself that is another than before, or none that can be.</summary>
/// <param name="Fact">Which, in words.</param>
/// <param name="Before">What she said before; empty where nothing was right before.</param>
/// <param name="After">What she says now.</param>
/// <param name="At">Event time of the report that first said it.</param>
internal readonly record struct IdentityFactChange(string Fact, string Before, string After, Instant At)
{
    /// <summary>One clause for the evidence.</summary>
    public string InWords => Before.Length == 0 ? $"{Fact} {After}" : $"{Fact} {Before} became {After}";
}
