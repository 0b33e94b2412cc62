using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>JSON objects, one a line, member by member, in one buffer that grows and is used again. Allocates nothing once it has grown.</summary>
/// <remarks>
/// Names are literals, so their copies are unrolled where they are passed. <see cref="Name"/> makes room for a number or a word too: one comparison a member.
/// </remarks>
internal sealed partial class JsonLine
{
    /// <summary>More than a number, a time or a word takes, with the punctuation around name and value.</summary>
    private const int Room = 40;

    private const int FirstBytes = 1 << 14;

    private byte[] buffer = new byte[FirstBytes];
    private int at;

    /// <summary>The lines so far; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, at);

    private static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
        10_000_000_000_000_000_000,
    ];

    /// <summary>Forgets the lines.</summary>
    public void Clear() => at = 0;

    /// <summary>Begins a line: <c>{</c> and whatever members are the same on every line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(ReadOnlySpan<byte> start)
    {
        start.CopyTo(MemoryMarshal.CreateSpan(ref Next(start.Length), start.Length));
        at += start.Length;
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        ref var next = ref Next(2);
        next = (byte)'}';
        Unsafe.Add(ref next, 1) = (byte)'\n';
        at += 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Number(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Word(value);
    }

    /// <summary>A number given in 10^-decimals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddDecimal(ReadOnlySpan<byte> name, long value, int decimals)
    {
        Name(name);
        Decimal(value, decimals);
    }

    /// <summary>A text of printable ASCII, escaped where JSON asks for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ascii)
    {
        Name(name);
        Text(ascii);
    }

    /// <summary>A date and time as sent, sentinels kept, e.g. <c>"0000-00-00T24:60:60Z"</c>.</summary>
    public void AddTime(ReadOnlySpan<byte> name, int year, int month, int day, int hour, int minute, int second)
    {
        Name(name);
        Put((byte)'"');
        Padded((ulong)year, 4);
        Put((byte)'-');
        MonthToMinute(month, day, hour, minute);
        Put((byte)':');
        Padded((ulong)second, 2);
        Put((byte)'Z');
        Put((byte)'"');
    }

    /// <summary>A time without its year as sent, e.g. <c>"05-15T14:00Z"</c>.</summary>
    public void AddTime(ReadOnlySpan<byte> name, int month, int day, int hour, int minute)
    {
        Name(name);
        Put((byte)'"');
        MonthToMinute(month, day, hour, minute);
        Put((byte)'Z');
        Put((byte)'"');
    }

    private void MonthToMinute(int month, int day, int hour, int minute)
    {
        Padded((ulong)month, 2);
        Put((byte)'-');
        Padded((ulong)day, 2);
        Put((byte)'T');
        Padded((ulong)hour, 2);
        Put((byte)':');
        Padded((ulong)minute, 2);
    }

    /// <summary><c>,"name":</c>, with room behind it for a number, a time or a short word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Name(ReadOnlySpan<byte> name)
    {
        ref var next = ref Next(name.Length + Room);
        next = (byte)',';
        Unsafe.Add(ref next, 1) = (byte)'"';
        name.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref next, 2), name.Length));
        Unsafe.Add(ref next, name.Length + 2) = (byte)'"';
        Unsafe.Add(ref next, name.Length + 3) = (byte)':';
        at += name.Length + 4;
    }

    private void Number(long value)
    {
        if (value < 0)
        {
            Put((byte)'-');
            value = -value;
        }

        Digits((ulong)value);
    }

    private void Digits(ulong value)
    {
        if (value < 10)
        {
            Put((byte)('0' + value));
        }
        else
        {
            Padded(value, value < 100 ? 2 : DigitCount(value));
        }
    }

    private void Word(bool value) => Start(value ? "true"u8 : "false"u8);

    private void Decimal(long value, int decimals)
    {
        if (value < 0)
        {
            Put((byte)'-');
            value = -value;
        }

        // Constant divisors become multiplications.
        var whole = decimals switch
        {
            1 => (ulong)value / 10,
            6 => (ulong)value / 1_000_000,
            _ => (ulong)value / Powers[decimals],
        };
        Digits(whole);
        Put((byte)'.');
        var part = (ulong)value - (whole * Powers[decimals]);
        if (decimals == 1)
        {
            Put((byte)('0' + part));
        }
        else
        {
            Padded(part, decimals);
        }
    }

    private void Text(ReadOnlySpan<byte> ascii)
    {
        if (ascii.IndexOfAny((byte)'"', (byte)'\\') >= 0)
        {
            Escaped(ascii);
            return;
        }

        ref var next = ref Next(ascii.Length + 2);
        next = (byte)'"';
        ascii.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref next, 1), ascii.Length));
        Unsafe.Add(ref next, ascii.Length + 1) = (byte)'"';
        at += ascii.Length + 2;
    }

    private void Escaped(ReadOnlySpan<byte> ascii)
    {
        Put((byte)'"');
        foreach (var character in ascii)
        {
            if (character is (byte)'"' or (byte)'\\')
            {
                Put((byte)'\\');
            }

            Put(character);
        }

        Put((byte)'"');
    }

    /// <summary>A number in at least so many digits, zeros before it.</summary>
    private void Padded(ulong value, int digits)
    {
        if (value >= Powers[digits])
        {
            digits = DigitCount(value);
        }

        ref var next = ref Next(digits);
        at += digits;
        while (digits >= 2)
        {
            var rest = value / 100;
            digits -= 2;
            var pair = (uint)(value - (rest * 100)) * 2;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref next, digits), Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(Pairs), pair)));
            value = rest;
        }

        if (digits > 0)
        {
            next = (byte)('0' + value);
        }
    }

    /// <summary>How many digits a number has, 1 for 0.</summary>
    private static int DigitCount(ulong value)
    {
        // 1233 / 4096 is the decimal logarithm of 2, near enough for 64 bits.
        var guess = (BitOperations.Log2(value | 1) + 1) * 1233 >> 12;
        return guess + (value >= Powers[guess] || guess == 0 ? 1 : 0);
    }

    private void Put(byte value)
    {
        Next(1) = value;
        at++;
    }

    /// <summary>Where the next byte goes, with room for so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Next(int size)
    {
        if (buffer.Length - at < size)
        {
            Grow(size);
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), (uint)at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int size) => Array.Resize(ref buffer, Math.Max(buffer.Length * 2, at + size));
}
