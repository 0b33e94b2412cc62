using System.Buffers.Text;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Arrays of objects within the line. The first member of such an object follows no comma and has methods of its own.</summary>
internal readonly ref partial struct JsonLine
{
    public void OpenArray(ReadOnlySpan<byte> name)
    {
        Start(",\""u8);
        Start(name);
        Start("\":["u8);
    }

    public void CloseArray() => Start("]"u8);

    public void OpenObject(bool isFirst) => Start(isFirst ? "{"u8 : ",{"u8);

    public void CloseObject() => Start("}"u8);

    public void First(ReadOnlySpan<byte> name, long value)
    {
        FirstName(name);
        Span<byte> digits = stackalloc byte[24];
        Utf8Formatter.TryFormat(value, digits, out var written);
        Start(digits[..written]);
    }

    /// <summary>A number given in 10^-decimals.</summary>
    public void FirstDecimal(ReadOnlySpan<byte> name, long value, int decimals)
    {
        FirstName(name);
        Span<byte> digits = stackalloc byte[32];
        var number = new AsciiText(digits);
        if (value < 0)
        {
            number.Add((byte)'-');
        }

        var size = Math.Abs(value);
        long power = 1;
        for (var i = 0; i < decimals; i++)
        {
            power *= 10;
        }

        number.Add(size / power, 1);
        number.Add((byte)'.');
        number.Add(size % power, decimals);
        Start(number.Written);
    }

    private void FirstName(ReadOnlySpan<byte> name)
    {
        Start("\""u8);
        Start(name);
        Start("\":"u8);
    }
}
