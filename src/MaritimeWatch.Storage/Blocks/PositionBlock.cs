using System.Security.Cryptography;
using MaritimeWatch.Domain;
using MaritimeWatch.Domain.Vessels;
using MaritimeWatch.Storage.Positions;

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

    /// <summary>The first byte of a block as it is written now: in <see cref="BlockPieces">pieces</see>.</summary>
    private const byte Version = 2;

    /// <summary>The first byte of a block in one piece, however long.</summary>
    private const byte WholeVersion = 1;

    /// <summary>Bytes of the check over all the others; it finds damage, no malice.</summary>
    private const int CheckBytes = 4;

    /// <summary>Writes a block.</summary>
    /// <param name="positions">Of one vessel, each with a position, oldest first; 1 to <see cref="MostPositions"/> of them.</param>
    public static byte[] Encode(ReadOnlySpan<PositionReport> positions)
    {
        ArgumentOutOfRangeException.ThrowIfZero(positions.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(positions.Length, MostPositions);
        var head = new BitWriter();
        head.Write(Version, 8);
        head.WriteGamma((ulong)positions.Length);
        var pieces = BlockPieces.Write(head, positions);
        byte[] block = [.. head.ToArray(), .. pieces, .. new byte[CheckBytes]];
        Check(block.AsSpan(..^CheckBytes), block.AsSpan(^CheckBytes..));
        return block;
    }

    /// <summary>How many positions a block holds, without reading them.</summary>
    /// <exception cref="InvalidDataException">It is no block.</exception>
    public static int Count(ReadOnlySpan<byte> block)
    {
        _ = Open(block, out var reader);
        return Count(ref reader);
    }

    /// <summary>Reads a block.</summary>
    /// <param name="block">As <see cref="Encode"/> gave it.</param>
    /// <param name="mmsi">Whose it is.</param>
    /// <param name="positions">Gets them behind what it holds, oldest first.</param>
    /// <exception cref="InvalidDataException">It is no block, or a damaged one.</exception>
    public static void Decode(ReadOnlySpan<byte> block, Mmsi mmsi, List<PositionReport> positions) => Decode(block, mmsi, long.MinValue, long.MaxValue, positions);

    /// <summary>Reads what a block holds from one time to before another; decodes little else.</summary>
    /// <param name="block">As <see cref="Encode"/> gave it.</param>
    /// <param name="mmsi">Whose it is.</param>
    /// <param name="first">First Unix second.</param>
    /// <param name="end">Unix second after the last.</param>
    /// <param name="positions">Gets them behind what it holds, oldest first.</param>
    /// <exception cref="InvalidDataException">It is no block, or a damaged one.</exception>
    public static void Decode(ReadOnlySpan<byte> block, Mmsi mmsi, long first, long end, List<PositionReport> positions)
    {
        var isInPieces = OpenWhole(block, out var reader, out var count);
        if (isInPieces)
        {
            BlockPieces.Read(ref reader, block[..^CheckBytes], count, mmsi, first, end, positions);
        }
        else
        {
            BlockColumns.Read(ref reader, count).Give(mmsi, first, end, positions);
        }
    }

    /// <summary>Reads the newest or the oldest position from one time to before another; null where the block has none. Where it lies in the boxes, it decodes no more than two pieces.</summary>
    /// <param name="block">As <see cref="Encode"/> gave it.</param>
    /// <param name="mmsi">Whose it is.</param>
    /// <param name="which">Which of the two.</param>
    /// <param name="first">First Unix second.</param>
    /// <param name="end">Unix second after the last.</param>
    /// <param name="boxes">Only positions in any of these count; null for everywhere.</param>
    /// <exception cref="InvalidDataException">It is no block, or a damaged one.</exception>
    public static PositionReport? End(ReadOnlySpan<byte> block, Mmsi mmsi, SpanEnd which, long first, long end, RawBoxes? boxes) => OpenWhole(block, out var reader, out var count)
        ? BlockPieces.End(ref reader, block[..^CheckBytes], count, mmsi, which, first, end, boxes)
        : BlockColumns.Read(ref reader, count).End(mmsi, which, first, end, boxes);

    /// <summary>Begins to read one that is not damaged.</summary>
    private static bool OpenWhole(ReadOnlySpan<byte> block, out BitReader reader, out int count)
    {
        var isInPieces = Open(block, out reader);
        Span<byte> check = stackalloc byte[CheckBytes];
        Check(block[..^CheckBytes], check);
        if (!check.SequenceEqual(block[^CheckBytes..]))
        {
            throw new InvalidDataException("the block is damaged: its check is not that of its bytes");
        }

        count = Count(ref reader);
        return isInPieces;
    }

    /// <summary>Begins to read; says whether it is in pieces.</summary>
    private static bool Open(ReadOnlySpan<byte> block, out BitReader reader)
    {
        if (block.Length < CheckBytes + 2)
        {
            throw new InvalidDataException("the block is too short to be one");
        }

        reader = new BitReader(block[..^CheckBytes]);
        return reader.Read(8) switch
        {
            Version => true,
            WholeVersion => false,
            _ => throw new InvalidDataException("the block is of a version that this program does not know"),
        };
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
