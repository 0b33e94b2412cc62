using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>
/// What a receiver of the US Coast Guard's network says behind a sentence, as in
/// <c>,s22728,d-105,S2212,T59.00339837,r09STOL1,1272844797</c>: signal, slot, time of arrival, station and time of day.
/// </summary>
/// <remarks>A view: valid as long as the line it was read from. Any field may be missing; the station is <c>r</c> or <c>b</c>.</remarks>
/// <param name="text">What stands behind the checksum, its comma included: <see cref="Sentence.Suffix"/>.</param>
public readonly ref struct ReceptionSuffix(ReadOnlySpan<byte> text)
{
    /// <summary>The least that a time in seconds has had since 1973.</summary>
    private const int MinTimeDigits = 9;

    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Received signal strength as the receiver counts it (<c>s</c>), or null.</summary>
    public int? SignalStrength => Number((byte)'s');

    /// <summary>Received signal strength in dBm (<c>d</c>), negative, or null.</summary>
    public int? SignalStrengthDecibelMilliwatts => Number((byte)'d');

    /// <summary>The slot the message was received in (<c>S</c>), 0 to 2,249, or null.</summary>
    public int? Slot => Number((byte)'S') is >= 0 and <= 2_249 and var slot ? slot : null;

    /// <summary>When in the UTC minute it arrived (<c>T</c>), seconds, or null.</summary>
    public double? ArrivalSeconds =>
        System.Buffers.Text.Utf8Parser.TryParse(Value((byte)'T'), out double seconds, out var used) && used == Value((byte)'T').Length && seconds is >= 0 and < 61 ? seconds : null;

    /// <summary>The station that received it: what follows <c>r</c> (<c>09STOL1</c>, <c>003669930</c>) or <c>b</c>; empty when not told.</summary>
    public ReadOnlySpan<byte> Station => Value((byte)'r') is { IsEmpty: false } station ? station : Value((byte)'b');

    /// <summary>When it was received: the last field where it is a UNIX time, or null.</summary>
    public Instant? Time => TimeOf(text);

    /// <summary>The last field behind the checksum where it is a UNIX time in seconds or milliseconds, or null.</summary>
    internal static Instant? TimeOf(ReadOnlySpan<byte> suffix)
    {
        suffix = suffix.TrimEnd(" ,"u8);
        var comma = suffix.LastIndexOf((byte)',');
        return comma >= 0 && suffix.Length - comma - 1 >= MinTimeDigits ? TagBlock.UnixTime(suffix[(comma + 1)..]) : null;
    }

    private int? Number(byte key)
    {
        var value = Value(key);
        var isNegative = !value.IsEmpty && value[0] == '-';
        return TagBlock.Number(isNegative ? value[1..] : value) is <= int.MaxValue and var number ? (int)number * (isNegative ? -1 : 1) : null;
    }

    /// <summary>What follows a key; empty where no field begins with it.</summary>
    private ReadOnlySpan<byte> Value(byte key)
    {
        foreach (var range in text.Split((byte)','))
        {
            var field = text[range];
            if (field.Length > 1 && field[0] == key)
            {
                return field[1..];
            }
        }

        return default;
    }
}
