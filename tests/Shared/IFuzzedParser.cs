namespace MaritimeWatch.Tests;

/// <summary>One parser of bytes under fuzz: what good input looks like, and how it is read.</summary>
internal interface IFuzzedParser : IFuzzSeeds
{
    /// <summary>What it is called in a failure.</summary>
    string Name { get; }

    /// <summary>A good line or record: whatever stands before it must not lose it.</summary>
    byte[] NextGood { get; }

    /// <summary>What the output of <see cref="NextGood"/> holds and no other output does.</summary>
    string NextGoodSign { get; }

    /// <summary>Reads an input that arrives in pieces.</summary>
    FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces);
}
