using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaritimeWatch.Ais.Csv;

/// <summary>What stands where in 64 bytes of a table, one bit a byte, the first byte the lowest bit.</summary>
/// <param name="Delimiters">Commas, semicolons or tabs.</param>
/// <param name="LineFeeds">LF.</param>
/// <param name="Returns">CR.</param>
/// <param name="Quotes">Double quotes.</param>
internal readonly record struct CsvMarks(ulong Delimiters, ulong LineFeeds, ulong Returns, ulong Quotes)
{
    /// <summary>Bytes that are looked at in one step.</summary>
    public const int Bytes = 64;

    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';
    private const byte Quote = (byte)'"';

    /// <summary>Looks at 64 bytes with the widest registers there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CsvMarks Of(ref byte bytes, byte delimiter) =>
        Vector512.IsHardwareAccelerated ? InOneRegister(ref bytes, delimiter)
        : Vector256.IsHardwareAccelerated ? InTwoRegisters(ref bytes, delimiter)
        : OneByOne(ref bytes, delimiter);

    /// <summary>The same with one register of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CsvMarks InOneRegister(ref byte bytes, byte delimiter)
    {
        var block = Vector512.LoadUnsafe(ref bytes);
        return new CsvMarks(
            Vector512.Equals(block, Vector512.Create(delimiter)).ExtractMostSignificantBits(),
            Vector512.Equals(block, Vector512.Create(LineFeed)).ExtractMostSignificantBits(),
            Vector512.Equals(block, Vector512.Create(Return)).ExtractMostSignificantBits(),
            Vector512.Equals(block, Vector512.Create(Quote)).ExtractMostSignificantBits());
    }

    /// <summary>The same with two registers of 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CsvMarks InTwoRegisters(ref byte bytes, byte delimiter)
    {
        var low = Vector256.LoadUnsafe(ref bytes);
        var high = Vector256.LoadUnsafe(ref bytes, 32);
        return new CsvMarks(
            PositionsOf(low, high, delimiter), PositionsOf(low, high, LineFeed), PositionsOf(low, high, Return), PositionsOf(low, high, Quote));
    }

    /// <summary>The same without vectors.</summary>
    public static CsvMarks OneByOne(ref byte bytes, byte delimiter)
    {
        var (delimiters, lineFeeds, returns, quotes) = (0UL, 0UL, 0UL, 0UL);
        for (var i = 0; i < Bytes; i++)
        {
            var value = Unsafe.Add(ref bytes, i);
            var bit = 1UL << i;
            delimiters |= value == delimiter ? bit : 0;
            lineFeeds |= value == LineFeed ? bit : 0;
            returns |= value == Return ? bit : 0;
            quotes |= value == Quote ? bit : 0;
        }

        return new CsvMarks(delimiters, lineFeeds, returns, quotes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PositionsOf(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }
}
