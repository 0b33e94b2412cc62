using System.Buffers.Text;

namespace MaritimeWatch.Ais.Csv;

/// <summary>Decimal numbers of any length, read from bytes without rounding in binary.</summary>
internal static class DecimalText
{
    /// <summary>More decimals than this are checked and cut off: 10⁻⁹ degree is a tenth of a millimetre.</summary>
    private const int MaxDecimals = 9;

    private const int MaxCommaText = 32;

    private static readonly long[] Powers =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    /// <summary>Reads a number as a count of 1/<paramref name="unitsPerOne"/>, rounded half away from zero as everywhere in the domain.</summary>
    /// <param name="text">Sign, digits, dot, digits.</param>
    /// <param name="unitsPerOne">1 for whole numbers, 10 for tenths, 600,000 for degrees in AIS units; at most 10⁶.</param>
    /// <param name="units">The number times <paramref name="unitsPerOne"/>.</param>
    public static bool TryReadUnits(ReadOnlySpan<byte> text, int unitsPerOne, out int units)
    {
        if (!TryRead(text, out var digits, out var decimals)
            && !TryReadExponent(text, out digits, out decimals)
            && !TryReadWithComma(text, out digits, out decimals))
        {
            units = 0;
            return false;
        }

        var size = digits < 0 ? -digits : digits;
        if (size / Powers[decimals] > int.MaxValue / unitsPerOne)
        {
            units = 0;
            return false;
        }

        var scaled = ((size * unitsPerOne) + (Powers[decimals] / 2)) / Powers[decimals];
        if (scaled > int.MaxValue)
        {
            units = 0;
            return false;
        }

        units = digits < 0 ? -(int)scaled : (int)scaled;
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

    /// <summary>Table software of half the world writes <c>57,802943</c>; with a dot beside it the comma is no decimal mark.</summary>
    private static bool TryReadWithComma(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        digits = 0;
        decimals = 0;
        Span<byte> dotted = stackalloc byte[MaxCommaText];
        if (text.Length > MaxCommaText || text.IndexOf((byte)',') is not (>= 0 and var comma) || text.Contains((byte)'.'))
        {
            return false;
        }

        text.CopyTo(dotted);
        dotted[comma] = (byte)'.';
        return TryRead(dotted[..text.Length], out digits, out decimals);
    }
}
