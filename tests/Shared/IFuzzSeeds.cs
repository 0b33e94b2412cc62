namespace MaritimeWatch.Tests;

/// <summary>What bad input is made from.</summary>
internal interface IFuzzSeeds
{
    /// <summary>Good inputs, each of whole lines or records.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces of the grammar, to be put in wrong places.</summary>
    IReadOnlyList<byte[]> Words { get; }

    /// <summary>A good input whose meaning is damaged while its form stays good, where the format has such a thing.</summary>
    byte[] Damaged(byte[] good, Random random) => good;

    /// <summary>The input with what would keep it from getting far mended, such as checksums.</summary>
    byte[] Mended(byte[] input) => input;
}
