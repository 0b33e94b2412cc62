using System.Security.Cryptography;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Storage.Blocks;

/// <summary>Positions of one vessel in as few bytes as will give every one of them back bit for bit.</summary>
/// <remarks>
/// Column after column: time, what seldom changes, speed, course, heading, rate of turn, latitude, longitude. Each value is guessed from those before it and from the columns already
/// told, in the way that suits the block best, and only the difference is kept (<see cref="ResidualColumn"/>). The place of a ship under way is guessed by dead reckoning
/// from her own speed and course: what remains is the noise of the receiver.
/// </remarks>
internal static class PositionBlock
{
    /// <summary>Most positions in one block.</summary>
    public const int MostPositions = 4_096;

    /// <summary>The first byte of a block as it is written now.</summary>
    private const byte Version = 1;

    /// <summary>Bytes of the check over all the others; it finds damage, no malice.</summary>
    private const int CheckBytes = 4;

    /// <summary>Writes a block.</summary>
    /// <param name="positions">Of one vessel, each with a position, oldest first; 1 to <see cref="MostPositions"/> of them.</param>
    public static byte[] Encode(ReadOnlySpan<PositionReport> positions)
    {
        ArgumentOutOfRangeException.ThrowIfZero(positions.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positions.Length, MostPositions);
        var writer = new BitWriter();
        writer.Write(Version, 8);
        writer.WriteGamma((ulong)positions.Length);
        BlockColumns.Take(positions).Write(writer);
        var block = writer.ToArray();
        Array.Resize(ref block, block.Length + CheckBytes);
        Check(block.AsSpan(..^CheckBytes), block.AsSpan(^CheckBytes..));
        return block;
    }

    /// <summary>How many positions a block holds, without reading them.</summary>
    /// <exception cref="InvalidDataException">It is no block.</exception>
    public static int Count(ReadOnlySpan<byte> block)
    {
        var reader = Open(block);
        return Count(ref reader);
    }

    /// <summary>Reads a block.</summary>
    /// <param name="block">As <see cref="Encode"/> gave it.</param>
    /// <param name="mmsi">Whose it is.</param>
    /// <param name="positions">Gets them behind what it holds, oldest first.</param>
    /// <exception cref="InvalidDataException">It is no block, or a damaged one; nothing was added.</exception>
    public static void Decode(ReadOnlySpan<byte> block, Mmsi mmsi, List<PositionReport> positions)
    {
        var reader = Open(block);
        Span<byte> check = stackalloc byte[CheckBytes];
        Check(block[..^CheckBytes], check);
        if (!check.SequenceEqual(block[^CheckBytes..]))
        {
            throw new InvalidDataException("the block is damaged: its check is not that of its bytes");
        }

        BlockColumns.Read(ref reader, Count(ref reader)).Give(mmsi, positions);
    }

    private static BitReader Open(ReadOnlySpan<byte> block)
    {
        if (block.Length < CheckBytes + 2)
        {
            throw new InvalidDataException("the block is too short to be one");
        }

        var reader = new BitReader(block[..^CheckBytes]);
        return reader.Read(8) == Version ? reader : throw new InvalidDataException("the block is of a version that this program does not know");
    }

    private static int Count(ref BitReader reader) =>
        reader.ReadGamma() is <= MostPositions and var count ? (int)count : throw new InvalidDataException("the block says that it holds more positions than a block can");

    private static void Check(ReadOnlySpan<byte> bytes, Span<byte> check)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..CheckBytes].CopyTo(check);
    }
}
