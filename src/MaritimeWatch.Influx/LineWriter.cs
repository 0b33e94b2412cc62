using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MaritimeWatch.Influx;

/// <summary>Writes points in line protocol into a buffer of its own: measurement, tags, fields, time stamp.</summary>
/// <remarks>
/// The text of tags and fields may be anything: what would end a name, a value or a line is escaped. Line protocol has no way to write a line feed or a backslash at the end of
/// a measurement, key or tag value; there a line feed becomes a space and such a backslash a slash. An empty tag value is no tag; a field that is not a number is left out.
/// Half a surrogate pair becomes U+FFFD. String fields keep every character. (InfluxDB 1.8, "line protocol reference".)
/// Use: <see cref="Begin"/>, tags, fields, <see cref="End"/>. A point without a field is taken back. Not thread-safe.
/// </remarks>
public sealed class LineWriter
{
    /// <summary>The earliest time stamp that a server takes, in ns since 1970.</summary>
    public const long EarliestNanoseconds = long.MinValue + 2;

    /// <summary>The latest time stamp that a server takes, in ns since 1970.</summary>
    public const long LatestNanoseconds = long.MaxValue - 1;

    private byte[] buffer;
    private int count;
    private int lineStart;
    private bool hasField;

    /// <summary>A writer whose buffer begins with so many bytes and grows.</summary>
    public LineWriter(int capacity = 1 << 16) => buffer = new byte[Math.Max(capacity, 64)];

    /// <summary>What is written so far, whole lines.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, count);

    /// <summary>Bytes of <see cref="Written"/>.</summary>
    public int Bytes => count;

    /// <summary>Points written.</summary>
    public int Points { get; private set; }

    /// <summary>Begins a point.</summary>
    /// <param name="measurement">Its measurement, not empty.</param>
    public void Begin(string measurement)
    {
        ArgumentException.ThrowIfNullOrEmpty(measurement);
        lineStart = count;
        hasField = false;
        Escaped(measurement, ", ");
    }

    /// <summary>A tag; before every field. An empty value is left out.</summary>
    public void Tag(string key, string value)
    {
        if (value.Length > 0)
        {
            Byte(',');
            Escaped(key, ",= ");
            Byte('=');
            Escaped(value, ",= ");
        }
    }

    /// <summary>A tag whose value is a number of a fixed count of digits, 1 to 20.</summary>
    public void Tag(string key, ulong value, int digits)
    {
        Byte(',');
        Escaped(key, ",= ");
        Byte('=');
        Utf8Formatter.TryFormat(value, Room(24), out var written, new StandardFormat('D', (byte)digits));
        count += written;
    }

    /// <summary>A field of whole numbers.</summary>
    public void Field(string key, long value)
    {
        Key(key);
        Utf8Formatter.TryFormat(value, Room(24), out var written);
        count += written;
        Byte('i');
    }

    /// <summary>A field of numbers; what is not finite is left out.</summary>
    public void Field(string key, double value)
    {
        if (double.IsFinite(value))
        {
            Key(key);
            Raw(value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A field that is true or false.</summary>
    public void Field(string key, bool value)
    {
        Key(key);
        Byte(value ? 't' : 'f');
    }

    /// <summary>A field of text.</summary>
    public void Field(string key, string value)
    {
        Key(key);
        Byte('"');
        Text(value, "\"\\", isQuoted: true);
        Byte('"');
    }

    /// <summary>Ends the point.</summary>
    /// <param name="nanoseconds">Its time stamp, ns since 1970, within <see cref="EarliestNanoseconds"/> and <see cref="LatestNanoseconds"/>.</param>
    /// <returns>False where it has no field or its time cannot be stored: it is taken back.</returns>
    public bool End(long nanoseconds)
    {
        if (!hasField || nanoseconds is < EarliestNanoseconds or > LatestNanoseconds)
        {
            count = lineStart;
            return false;
        }

        Byte(' ');
        Utf8Formatter.TryFormat(nanoseconds, Room(24), out var written);
        count += written;
        Byte('\n');
        Points++;
        return true;
    }

    /// <summary>Empties it, keeping its memory.</summary>
    public void Clear()
    {
        count = 0;
        Points = 0;
    }

    private void Key(string key)
    {
        Byte(hasField ? ',' : ' ');
        hasField = true;
        Escaped(key, ",= ");
        Byte('=');
    }

    private void Escaped(string text, string special)
    {
        Text(text, special, isQuoted: false);

        // It would escape what comes behind it.
        if (text[^1] == '\\')
        {
            buffer[count - 1] = (byte)'/';
        }
    }

    private void Text(string text, string special, bool isQuoted)
    {
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var plain = rest.IndexOfAny(special[0], special[^1], special[special.Length / 2]);
            var broken = rest.IndexOfAny('\n', '\r');
            var stop = plain < 0 ? broken : broken < 0 ? plain : Math.Min(plain, broken);
            Raw(stop < 0 ? rest : rest[..stop]);
            if (stop < 0)
            {
                return;
            }

            if (isQuoted && stop == broken)
            {
                Byte(rest[stop]);
            }
            else
            {
                // Outside of quotes nothing escapes a backslash, so that none may stand before what is escaped.
                if (!isQuoted && stop > 0 && rest[stop - 1] == '\\')
                {
                    buffer[count - 1] = (byte)'/';
                }

                Byte('\\');
                Byte(stop == broken ? ' ' : rest[stop]);
            }

            rest = rest[(stop + 1)..];
        }
    }

    private void Raw(ReadOnlySpan<char> text) => count += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    private void Byte(char one)
    {
        Room(1)[0] = (byte)one;
        count++;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - count < bytes)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, count + bytes));
        }

        return buffer.AsSpan(count);
    }
}
