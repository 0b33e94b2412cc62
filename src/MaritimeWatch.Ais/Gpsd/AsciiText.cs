using System.Buffers;
using System.Buffers.Text;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Text put together in a buffer of its caller: times and hexadecimal data without a string.</summary>
internal ref struct AsciiText(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;
    private int length;

    /// <summary>The text so far.</summary>
    public readonly ReadOnlySpan<byte> Written => buffer[..length];

    public void Add(byte character) => buffer[length++] = character;

    /// <summary>A number of at least so many digits.</summary>
    public void Add(long value, int digits)
    {
        Utf8Formatter.TryFormat(value, buffer[length..], out var written, new StandardFormat('D', (byte)digits));
        length += written;
    }

    /// <summary>A number after a character.</summary>
    public void Add(char before, long value, int digits)
    {
        Add((byte)before);
        Add(value, digits);
    }

    /// <summary>Bits as hexadecimal digits, the last byte filled up with zeros.</summary>
    public void AddHex(PayloadBits bits, int start, int count)
    {
        var digits = "0123456789abcdef"u8;
        for (var at = 0; at < count; at += 8)
        {
            var size = Math.Min(8, count - at);
            var value = (int)(bits.Unsigned(start + at, size) << (8 - size));
            Add(digits[value >> 4]);
            Add(digits[value & 15]);
        }
    }
}
