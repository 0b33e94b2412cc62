using System.Runtime.CompilerServices;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Numbers in the shape the Danish files print them, read without a loop and without a branch on their length.</summary>
/// <remarks>
/// <para>
/// The characters before a field's end are loaded into a register, the first one the lowest byte; what stands before the field is masked
/// off. Each character is compared with the shape by XOR, after which digits are 0 to 9 and everything else is 0. Lengths vary from row
/// to row, so a loop over digits costs more in mispredicted branches than all the arithmetic.
/// </para>
/// <para>
/// What has another shape is not judged here: a bit that should not be there is added to <c>strange</c>, the number then means nothing,
/// and <see cref="CsvFields"/> reads the row. <see cref="BytesBefore"/> bytes must stand before each field's end in the block.
/// </para>
/// </remarks>
internal static class FixedShape
{
    /// <summary>Bytes that must stand before a field's end in the block.</summary>
    public const int BytesBefore = 16;

    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong AboveNine = 0x7676_7676_7676_7676;
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const ulong EvenBytes = 0x00FF_00FF_00FF_00FF;

    /// <summary><c>2.5</c>, <c>12.5</c>, <c>241.8</c> as tenths; 0 for nothing at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Tenths(ref byte bytes, int start, int end, ref ulong strange)
    {
        const ulong Lengths = (1UL << 0) | (1UL << 3) | (1UL << 4) | (1UL << 5);
        var number = (Load(ref bytes, end) ^ 0x302E_3030_3030_3030) & Last(end - start);
        strange |= (((number + 0x767F_7676_7676_7676) | number) & HighBits) | NotAmong(Lengths, end - start);

        // In pairs from the right: no digit and the tenths, the tens and ones, the hundreds.
        return (int)((Pairs(number) * ((1000UL << 32) | (10UL << 16) | 1)) >> 48);
    }

    /// <summary>As <see cref="Tenths"/>, with a minus sign or without.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SignedTenths(ref byte bytes, int start, int end, ref ulong strange)
    {
        // Where there is nothing, the delimiter before it is looked at: it is no minus sign. Behind a sign there must be something.
        var minus = Unsafe.Add(ref bytes, start == end ? end - 1 : start) == '-' ? 1 : 0;
        strange |= (uint)(end - start == 1 ? minus : 0);
        var size = Tenths(ref bytes, start + minus, end, ref strange);
        return (size ^ -minus) + minus;
    }

    /// <summary><c>7</c>, <c>241</c>: up to three digits; 0 for nothing at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Small(ref byte bytes, int start, int end, ref ulong strange)
    {
        var number = (Load(ref bytes, end) ^ Zeros) & Last(end - start);
        strange |= (((number + AboveNine) | number) & HighBits) | NotAmong(0b1111, end - start);
        return (int)((Pairs(number) * ((100UL << 16) | 1)) >> 48);
    }

    /// <summary>Nine digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryNineDigits(ref byte bytes, int start, int end, out uint value)
    {
        var number = Load(ref bytes, end) ^ Zeros;
        var first = (uint)(Unsafe.Add(ref bytes, end - 9) - '0');
        value = (first * 100_000_000) + Value(number);
        return (((number + AboveNine) | number) & HighBits) == 0 & first <= 9 & end - start == 9;
    }

    /// <summary><c>7.802943</c>, <c>-179.999999</c>: up to three digits, a dot, six decimals, times 600,000 and rounded half away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Coordinate(ref byte bytes, int start, int end, ref ulong strange)
    {
        const ulong Lengths = (1UL << 8) | (1UL << 9) | (1UL << 10);
        var minus = Unsafe.Add(ref bytes, start == end ? end - 1 : start) == '-' ? 1 : 0;
        var length = end - start - minus;

        // The last eight characters, d.dddddd, and the up to two before them.
        var low = Load(ref bytes, end) ^ 0x3030_3030_3030_2E30;
        var high = (Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref bytes, end - 10)) ^ 0x3030u) & (0xFFFFu << (8 * (10 - length)));
        strange |= (((low + 0x7676_7676_7676_7F76) | low) & HighBits) | (((high + 0x7676) | high) & 0x8080) | NotAmong(Lengths, length);

        // The first of the eight digits is the degrees' last one, the next is the dot.
        var lowDegrees = (uint)low & 15;
        var millionths = Value(low) - (lowDegrees * 10_000_000);
        var degrees = lowDegrees + (((high >> 8) & 15) * 10) + ((high & 15) * 100);

        // (6 m + 5) / 10 for the millionths m.
        var size = (int)((degrees * 600_000) + (((3 * millionths) + 2) / 5));
        return (size ^ -minus) + minus;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte bytes, int end) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, end - 8));

    /// <summary>The last 0 to 7 characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(int length) => (ulong.MaxValue << 8) << (56 - (8 * length));

    /// <summary>0 where the bit with the number <paramref name="length"/> is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotAmong(ulong lengths, int length) => ((~lengths >> length) & 1) | ((uint)length >> 6);

    /// <summary>Eight digits, one a byte, as four numbers below a hundred, one in every other byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pairs(ulong digits) => ((digits * 10) + (digits >> 8)) & EvenBytes;

    /// <summary>Eight digits, one a byte, as a number: pairs join to fours, fours to eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Value(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (uint)((((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32);
    }
}
