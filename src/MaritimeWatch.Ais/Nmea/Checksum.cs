using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MaritimeWatch.Ais.Nmea;

/// <summary>The checksum of NMEA 0183: the exclusive or of the bytes between the delimiters, two hexadecimal digits.</summary>
internal static class Checksum
{
    // Lets pass the last n bytes of a register when it is loaded from n on.
    private static ReadOnlySpan<byte> LastOf =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    public static int Of(ReadOnlySpan<byte> bytes) => WithCommas(bytes) & 0xFF;

    /// <summary>The sum in the lowest eight bits, above them how many commas there are among the bytes: one pass tells both.</summary>
    public static int WithCommas(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Vector256<byte>.Count)
        {
            return OfFew(bytes);
        }

        var sum = Vector256<byte>.Zero;
        var comma = Vector256.Create((byte)',');
        var commas = 0;
        var at = 0;
        for (; at + Vector256<byte>.Count <= bytes.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.Create(bytes[at..]);
            sum ^= block;
            commas += BitOperations.PopCount(Vector256.Equals(block, comma).ExtractMostSignificantBits());
        }

        // The last register overlaps the one before it; what was counted there is masked out.
        var rest = Vector256.Create(bytes[^Vector256<byte>.Count..]) & Vector256.Create(LastOf[(bytes.Length - at)..]);
        commas += BitOperations.PopCount(Vector256.Equals(rest, comma).ExtractMostSignificantBits());
        sum ^= rest;
        return (commas << 8) | Fold((sum.GetLower() ^ sum.GetUpper()).AsUInt64());
    }

    /// <summary>The same, a byte at a time: what the registers are tested against.</summary>
    public static int WithCommasByByte(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        var commas = 0;
        foreach (var value in bytes)
        {
            sum ^= value;
            commas += value == ',' ? 1 : 0;
        }

        return (commas << 8) | sum;
    }

    /// <summary>Whether the two characters after the asterisk are the sum of what stands before it.</summary>
    /// <param name="body">From after <c>!</c>, <c>$</c> or <c>\</c> to before the asterisk.</param>
    /// <param name="digits">What follows the asterisk; more may stand behind the two digits.</param>
    public static bool Matches(ReadOnlySpan<byte> body, ReadOnlySpan<byte> digits) => digits.Length >= 2 && Said(digits) == Of(body);

    /// <summary>The sum that two hexadecimal digits say, above 255 where they are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Said(ReadOnlySpan<byte> digits) => (Digit(digits[0]) << 4) | Digit(digits[1]);

    private static int OfFew(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Vector128<byte>.Count)
        {
            return WithCommasByByte(bytes);
        }

        var first = Vector128.Create(bytes);
        var rest = Vector128.Create(bytes[^Vector128<byte>.Count..]) & Vector128.Create(LastOf[bytes.Length..]);
        var comma = Vector128.Create((byte)',');
        var commas = BitOperations.PopCount(Vector128.Equals(first, comma).ExtractMostSignificantBits())
            + BitOperations.PopCount(Vector128.Equals(rest, comma).ExtractMostSignificantBits());
        return (commas << 8) | Fold((first ^ rest).AsUInt64());
    }

    private static int Fold(Vector128<ulong> sum)
    {
        var fold = sum[0] ^ sum[1];
        fold ^= fold >> 32;
        fold ^= fold >> 16;
        return (byte)(fold ^ (fold >> 8));
    }

    // 0 to 15, or a value that no sum has once it is shifted or joined.
    private static int Digit(byte character) => (character - '0') is >= 0 and <= 9
        ? character - '0'
        : ((character | 0x20) - 'a') is >= 0 and <= 5 ? (character | 0x20) - 'a' + 10 : 0x1000;
}
