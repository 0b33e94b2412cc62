namespace MaritimeWatch.Mqtt.Tests;

/// <summary>Tests that measure what the whole process allocates, and so run when no others do.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneDefinition;
