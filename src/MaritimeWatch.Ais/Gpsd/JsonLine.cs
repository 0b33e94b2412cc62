using System.Buffers;
using System.Buffers.Text;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>One flat JSON object on one line, member by member, with the number of decimals asked for.</summary>
internal readonly ref partial struct JsonLine(IBufferWriter<byte> output)
{
    private readonly IBufferWriter<byte> output = output;

    private static ReadOnlySpan<long> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    public void Start(ReadOnlySpan<byte> start) => output.Write(start);

    public void End() => output.Write("}\n"u8);

    public void Add(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Digits(value);
    }

    public void Add(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        output.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>A number given in 10^-decimals.</summary>
    public void AddDecimal(ReadOnlySpan<byte> name, long value, int decimals)
    {
        Name(name);
        if (value < 0)
        {
            output.Write("-"u8);
        }

        var size = Math.Abs(value);
        Digits(size / Powers[decimals]);
        output.Write("."u8);
        Digits(size % Powers[decimals], decimals);
    }

    /// <summary>A text of printable ASCII, escaped where JSON asks for it.</summary>
    public void AddText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ascii)
    {
        Name(name);
        output.Write("\""u8);
        foreach (var character in ascii)
        {
            if (character is (byte)'"' or (byte)'\\')
            {
                output.Write("\\"u8);
            }

            output.Write([character]);
        }

        output.Write("\""u8);
    }

    public void AddText(ReadOnlySpan<byte> name, string ascii)
    {
        Span<byte> bytes = stackalloc byte[ascii.Length];
        System.Text.Encoding.ASCII.GetBytes(ascii, bytes);
        AddText(name, bytes);
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        output.Write(",\""u8);
        output.Write(name);
        output.Write("\":"u8);
    }

    private void Digits(long value, int atLeast = 1)
    {
        Span<byte> digits = stackalloc byte[24];
        Utf8Formatter.TryFormat(value, digits, out var written, new StandardFormat('D', (byte)atLeast));
        output.Write(digits[..written]);
    }
}
