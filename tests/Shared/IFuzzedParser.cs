namespace MaritimeWatch.Tests;

/// <summary>One parser of bytes under fuzz: what good input looks like, and how it is read.</summary>
internal interface IFuzzedParser
{
    /// <summary>What it is called in a failure.</summary>
    string Name { get; }

    /// <summary>Good inputs, each of whole lines or records.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces of its grammar, to be put in wrong places.</summary>
    IReadOnlyList<byte[]> Words { get; }

    /// <summary>A good line or record: whatever stands before it must not lose it.</summary>
    byte[] NextGood { get; }

    /// <summary>What the output of <see cref="NextGood"/> holds and no other output does.</summary>
    string NextGoodSign { get; }

    /// <summary>The input with what would keep it from getting far mended, such as checksums.</summary>
    byte[] Mended(byte[] input);

    /// <summary>Reads an input that arrives in pieces.</summary>
    FuzzOutcome Read(IEnumerable<ReadOnlyMemory<byte>> pieces);
}
