using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Whether the bits can be read as the message they claim to be, before anything is read from them.</summary>
public static class MessageCheck
{
    /// <summary>Whether the bits can be read as the message they claim to be.</summary>
    /// <returns><see cref="DropReason.None"/>, <see cref="DropReason.UnusedType"/>, <see cref="DropReason.WrongLength"/> or <see cref="DropReason.BadMmsi"/>.</returns>
    public static DropReason Of(PayloadBits bits)
    {
        if (bits.Count < 6)
        {
            return DropReason.WrongLength;
        }

        var type = bits.MessageType;
        if (type is not (1 or 2 or 3 or 4 or 5 or 9 or 11 or 18 or 19 or 21 or 24 or 27))
        {
            return DropReason.UnusedType;
        }

        var part = type == 24 ? new StaticDataPartB(bits).PartNumber : 0;
        if (!MessageLengths.Fit(type, part == 0, bits.Count))
        {
            return DropReason.WrongLength;
        }

        if (part > 1)
        {
            return DropReason.UnusedType;
        }

        return bits.Mmsi is 0 or > 999_999_999 ? DropReason.BadMmsi : DropReason.None;
    }
}
