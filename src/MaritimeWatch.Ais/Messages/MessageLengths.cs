using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Which lengths in bits a message type may have: ITU-R M.1371-5, less what gpsd accepts below, and 5 bits above for wrong fill bits.</summary>
/// <remarks>Messages 10, 22 and 23 may be longer, as in gpsd: nothing that the analyser uses is read from them.</remarks>
internal static class MessageLengths
{
    /// <summary>Fill bits are commonly wrong by 2, at most by 5.</summary>
    private const int Tolerance = 5;

    /// <summary>Whether a message can be read as what its first bits say.</summary>
    /// <param name="bits">The message; of a type 1 to 27, a message 24 with its part number.</param>
    public static bool Fit(PayloadBits bits)
    {
        var count = bits.Count;
        return bits.MessageType switch
        {
            1 or 2 or 3 => count is >= 163 and <= 168 + Tolerance,
            4 or 9 or 11 or 18 => count is >= 168 and <= 168 + Tolerance,
            5 => count is >= 420 and <= 424 + Tolerance,
            6 => count is >= BinaryAddressedMessage.PayloadStart and <= 1_008,
            7 or 13 => count is >= 72 and <= 168,
            8 => count is >= BinaryBroadcastMessage.PayloadStart and <= 1_008,
            10 => count >= 72,
            12 => count is >= 72 and <= 1_008,
            14 => count is >= 40 and <= 1_008,
            15 => count is >= 88 and <= 168,
            16 => count is >= 96 and <= 168,
            17 => count is >= DifferentialCorrections.DataStart and <= 816,
            19 => count is >= 312 and <= 312 + Tolerance,
            20 => count is >= 72 and <= 186,
            21 => count is >= 272 and <= 368,
            22 => count >= 168,
            23 => count >= 160,
            24 when new StaticDataPartB(bits).PartNumber == 0 => count is >= 160 and <= 168 + Tolerance,
            24 => count is >= 168 and <= 168 + Tolerance,
            25 => count is >= 40 and <= 168 && new SlotBinaryMessage(bits).DataLength >= 0,
            26 => count is >= 60 and <= 1_064 && new SlotBinaryMessage(bits).DataLength >= 0,

            // 168 is a long-range message padded to a whole slot; its first 96 bits count.
            27 => count is (>= 96 and <= 96 + Tolerance) or 168,
            _ => false,
        };
    }
}
