using System.Buffers.Binary;
using System.Buffers.Text;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Decimal numbers with a dot, read from bytes without rounding in binary.</summary>
internal static class DecimalText
{
    /// <summary>More decimals than this are checked and cut off: 10⁻⁹ degree is a tenth of a millimetre.</summary>
    private const int MaxDecimals = 9;

    private static readonly long[] Powers =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    /// <summary>Reads a number as a count of 1/<paramref name="unitsPerOne"/>, rounded half away from zero as everywhere in the domain.</summary>
    /// <param name="text">Sign, digits, dot, digits.</param>
    /// <param name="unitsPerOne">1 for whole numbers, 10 for tenths, 600,000 for degrees in AIS units; at most 10⁶.</param>
    /// <param name="units">The number times <paramref name="unitsPerOne"/>.</param>
    public static bool TryReadUnits(ReadOnlySpan<byte> text, int unitsPerOne, out int units)
    {
        if (!TryReadSixDecimals(text, out var digits, out var decimals)
            && !TryRead(text, out digits, out decimals)
            && !TryReadExponent(text, out digits, out decimals))
        {
            units = 0;
            return false;
        }

        var size = digits < 0 ? -digits : digits;
        var scaled = decimals switch
        {
            // The two usual shapes, with a divisor the compiler knows: 10.5 and 57.802943.
            1 => ((size * unitsPerOne) + 5) / 10,
            6 => ((size * unitsPerOne) + 500_000) / 1_000_000,
            _ => ((size * unitsPerOne) + (Powers[decimals] / 2)) / Powers[decimals],
        };
        if (scaled > int.MaxValue)
        {
            units = 0;
            return false;
        }

        units = digits < 0 ? -(int)scaled : (int)scaled;
        return true;
    }

    /// <summary>Reads a small number as tenths: <c>12.5</c>, <c>241</c>; anything else as <see cref="TryReadUnits"/> does.</summary>
    public static bool TryReadTenths(ReadOnlySpan<byte> text, out int tenths)
    {
        tenths = 0;
        if (text.Length is 0 or > 6)
        {
            return TryReadUnits(text, 10, out tenths);
        }

        var digits = 0;
        var isNegative = text[0] == '-';
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                // The dot of a number with one decimal, its whole part not empty.
                if (text[i] != '.' || i != text.Length - 2 || (uint)(text[^1] - '0') > 9 || i == (isNegative ? 1 : 0))
                {
                    return TryReadUnits(text, 10, out tenths);
                }

                tenths = (digits * 10) + text[^1] - '0';
                tenths = isNegative ? -tenths : tenths;
                return true;
            }

            digits = (digits * 10) + (int)digit;
        }

        if (isNegative && text.Length == 1)
        {
            return false;
        }

        tenths = isNegative ? -digits * 10 : digits * 10;
        return true;
    }

    /// <summary>Reads a whole number of at most nine digits.</summary>
    public static bool TryReadWhole(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        if (text.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var character in text)
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }

    /// <summary>A coordinate as the Danish files print it, <c>57.802943</c>: the six decimals at once, eight bytes in one register.</summary>
    private static bool TryReadSixDecimals(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        const ulong Zeros = 0x3030_3030_3030_0000;
        digits = 0;
        decimals = 6;
        if (text.Length is < 8 or > 11 || text[^7] != '.')
        {
            return false;
        }

        // The first character is the lowest byte; the two before the decimals become 0.
        var fraction = (BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) & 0xFFFF_FFFF_FFFF_0000) ^ Zeros;
        if ((((fraction + 0x7676_7676_7676_0000) | fraction) & 0x8080_8080_8080_8080) != 0)
        {
            return false;
        }

        // Neighbours join: digits to pairs, pairs to fours, fours to eight.
        fraction = (fraction * 10) + (fraction >> 8);
        fraction = (((fraction & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((fraction >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;

        var isNegative = text[0] == '-';
        var whole = 0u;
        for (var i = isNegative ? 1 : 0; i < text.Length - 7; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                return false;
            }

            whole = (whole * 10) + digit;
        }

        digits = (whole * 1_000_000L) + (uint)fraction;
        digits = isNegative ? -digits : digits;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        digits = 0;
        decimals = 0;
        var i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var first = i;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                break;
            }

            digits = (digits * 10) + digit;
        }

        var whole = i - first;
        if (whole > 9)
        {
            return false;
        }

        if (i < text.Length)
        {
            if (text[i++] != '.')
            {
                return false;
            }

            var last = Math.Min(text.Length, i + MaxDecimals);
            var firstDecimal = i;
            for (; i < last; i++)
            {
                var digit = (uint)(text[i] - '0');
                if (digit > 9)
                {
                    return false;
                }

                digits = (digits * 10) + digit;
            }

            decimals = i - firstDecimal;
            for (; i < text.Length; i++)
            {
                if ((uint)(text[i] - '0') > 9)
                {
                    return false;
                }
            }
        }

        if (whole + decimals == 0)
        {
            return false;
        }

        digits = text[0] == '-' ? -digits : digits;
        return true;
    }

    /// <summary>Table software writes numbers near zero as <c>-9.3e-05</c>.</summary>
    private static bool TryReadExponent(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        decimals = MaxDecimals;
        digits = 0;
        if (!text.ContainsAny((byte)'e', (byte)'E')
            || !Utf8Parser.TryParse(text, out double value, out var used)
            || used != text.Length
            || !(Math.Abs(value) < 1e9))
        {
            return false;
        }

        digits = (long)Math.Round(value * 1e9, MidpointRounding.AwayFromZero);
        return true;
    }
}
