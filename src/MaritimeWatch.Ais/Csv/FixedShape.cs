using System.Runtime.CompilerServices;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Numbers in the shape the Danish files print them, read without a loop and without a branch on their length.</summary>
/// <remarks>
/// The characters before a field's end are loaded into a register, the first one the lowest byte; what stands before the field is masked
/// off. Each character is compared with the shape by XOR, after which digits are 0 to 9 and everything else is 0. Whatever has another
/// shape is refused here, not judged: <see cref="DecimalText"/> reads it then. Lengths vary from row to row, so a loop over digits costs
/// more in mispredicted branches than all the arithmetic.
/// </remarks>
internal static class FixedShape
{
    /// <summary>Bytes that must stand before a field's end in the block.</summary>
    public const int BytesBefore = 16;

    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong AboveNine = 0x7676_7676_7676_7676;
    private const ulong HighBits = 0x8080_8080_8080_8080;

    /// <summary><c>12.5</c>, <c>241.8</c>: one to four digits, a dot, a digit; nothing at all.</summary>
    /// <param name="bytes">First byte of the block.</param>
    /// <param name="start">Offset of the field.</param>
    /// <param name="end">Offset of its end, at least <see cref="BytesBefore"/>.</param>
    /// <param name="tenths">The number times ten; 0 for nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTenths(ref byte bytes, int start, int end, out int tenths)
    {
        // Bit n: a field of n characters may have this shape.
        const int Lengths = 0b0111_1001;
        var length = end - start;
        var number = (Load(ref bytes, end) ^ 0x302E_3030_3030_3030) & Last(length);
        var isOther = (((number + 0x767F_7676_7676_7676) | number) & HighBits) != 0;

        // The tenths stand behind the dot: the digits before it move up by one.
        tenths = (int)Value(((number << 8) & 0x00FF_FFFF_FFFF_FFFF) | (number & 0xFF00_0000_0000_0000));
        return !isOther & (uint)length < 8 & ((Lengths >> length) & 1) != 0;
    }

    /// <summary>As <see cref="TryTenths"/>, with a minus sign or without.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySignedTenths(ref byte bytes, int start, int end, out int tenths)
    {
        // Where there is nothing, the delimiter before it is looked at: it is no minus sign.
        var isNegative = Unsafe.Add(ref bytes, start == end ? end - 1 : start) == '-';
        var isShape = TryTenths(ref bytes, start + (isNegative ? 1 : 0), end, out var size);
        tenths = isNegative ? -size : size;
        return isShape & !(isNegative & end - start == 1);
    }

    /// <summary><c>7</c>, <c>241</c>: up to three digits; nothing at all, which is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySmall(ref byte bytes, int start, int end, out uint value)
    {
        var length = end - start;
        var number = (Load(ref bytes, end) ^ Zeros) & Last(length);
        value = Value(number);
        return (((number + AboveNine) | number) & HighBits) == 0 & (uint)length <= 3;
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

    /// <summary><c>7.802943</c>, <c>-179.999999</c>: up to three digits, a dot, six decimals.</summary>
    /// <param name="bytes">First byte of the block.</param>
    /// <param name="start">Offset of the field.</param>
    /// <param name="end">Offset of its end, at least <see cref="BytesBefore"/>.</param>
    /// <param name="raw">The number times 600,000, rounded half away from zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCoordinate(ref byte bytes, int start, int end, out int raw)
    {
        raw = 0;
        if ((uint)(end - start - 8) > 3)
        {
            return false;
        }

        var isNegative = Unsafe.Add(ref bytes, start) == '-';
        var length = end - start - (isNegative ? 1 : 0);

        // The last eight characters, d.dddddd, and the up to two before them.
        var low = Load(ref bytes, end) ^ 0x3030_3030_3030_2E30;
        var high = (Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref bytes, end - 10)) ^ 0x3030u) & (0xFFFFu << (8 * (10 - length)));
        var isOther = (((low + 0x7676_7676_7676_7F76) | low) & HighBits) != 0 | (((high + 0x7676) | high) & 0x8080) != 0;

        // d0dddddd as a whole number counts the degrees ten times too high.
        var millionths = Value(low) - (((uint)low & 15) * 9_000_000) + (((((high >> 8) & 15) * 10) + ((high & 15) * 100)) * 1_000_000);
        var size = (int)((((ulong)millionths * 6) + 5) / 10);
        raw = isNegative ? -size : size;
        return !isOther & (uint)(length - 8) <= 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte bytes, int end) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, end - 8));

    /// <summary>The last 0 to 7 characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(int length) => (ulong.MaxValue << 8) << (56 - (8 * length));

    /// <summary>Eight digits, one a byte, as a number: neighbours join to pairs, pairs to fours, fours to eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Value(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (uint)((((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32);
    }
}
