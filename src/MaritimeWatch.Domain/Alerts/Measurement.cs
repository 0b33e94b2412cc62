namespace MaritimeWatch.Domain.Alerts;

/// <summary>A number that decided an alert, with the threshold it was held against.</summary>
/// <param name="Name">What was measured, in the field's words, e.g. <c>mean implied speed</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit, e.g. <c>kn</c>, <c>m</c>, <c>min</c>, <c>deg</c>; empty for a count.</param>
/// <param name="Threshold">The threshold, or null for context.</param>
/// <param name="Comparison">How it was compared: <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, or empty.</param>
public sealed record Measurement(string Name, double Value, string Unit, double? Threshold = null, string Comparison = "");
