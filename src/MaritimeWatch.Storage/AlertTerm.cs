namespace MaritimeWatch.Storage;

/// <summary>One condition that an alert must meet.</summary>
/// <param name="Field">What is looked at.</param>
/// <param name="Comparison">How. What is not there (no vessel, no asset) differs from every value.</param>
/// <param name="Value">A text or a number, as the field has it.</param>
public sealed record AlertTerm(AlertField Field, AlertComparison Comparison, object Value);
