namespace MaritimeWatch.Storage.Influx;

/// <summary>One thing that a server needs before tracks can be kept in it.</summary>
/// <param name="Sentence">What is done, for a person.</param>
/// <param name="Statement">The InfluxQL that does it.</param>
public sealed record InfluxSetupStep(string Sentence, string Statement);
