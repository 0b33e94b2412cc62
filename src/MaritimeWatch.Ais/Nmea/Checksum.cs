namespace MaritimeWatch.Ais.Nmea;

/// <summary>The checksum of NMEA 0183: the exclusive or of the bytes between the delimiters, two hexadecimal digits.</summary>
internal static class Checksum
{
    public static byte Of(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
        {
            sum ^= value;
        }

        return sum;
    }

    /// <summary>Whether the two characters after the asterisk are the sum of what stands before it.</summary>
    /// <param name="body">From after <c>!</c>, <c>$</c> or <c>\</c> to before the asterisk.</param>
    /// <param name="digits">What follows the asterisk; more may stand behind the two digits.</param>
    public static bool Matches(ReadOnlySpan<byte> body, ReadOnlySpan<byte> digits) =>
        digits.Length >= 2 && Digit(digits[0]) is var high && Digit(digits[1]) is var low && (high | low) < 16 && ((high << 4) | low) == Of(body);

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        _ => 16,
    };
}
