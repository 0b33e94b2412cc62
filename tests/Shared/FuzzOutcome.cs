namespace MaritimeWatch.Tests;

/// <summary>What a parser made of an input.</summary>
/// <param name="Outputs">Everything that came out, in order, as text.</param>
/// <param name="Counts">Everything that was counted, as text.</param>
/// <param name="Fault">Null, or which promise was broken: a drop that is not counted, a value that cannot be.</param>
internal sealed record FuzzOutcome(IReadOnlyList<string> Outputs, string Counts, string? Fault);
