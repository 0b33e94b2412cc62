using MaritimeWatch.Ais.Nmea;
using MaritimeWatch.Domain;

namespace MaritimeWatch.Ais.Messages;

/// <summary>Whether the bits can be read as the message they claim to be, before anything is read from them.</summary>
public static class MessageCheck
{
    /// <summary>Whether a position, static data or a fixed station can be read from the message.</summary>
    /// <returns>
    /// <see cref="DropReason.None"/>, <see cref="DropReason.UnusedType"/> for all but messages 1 to 5, 9, 11, 18, 19, 21, 24 and 27,
    /// <see cref="DropReason.WrongLength"/> or <see cref="DropReason.BadMmsi"/>.
    /// </returns>
    public static DropReason Of(PayloadBits bits)
    {
        if (bits.Count < 6)
        {
            return DropReason.WrongLength;
        }

        return bits.MessageType is 1 or 2 or 3 or 4 or 5 or 9 or 11 or 18 or 19 or 21 or 24 or 27 ? OfAnyType(bits) : DropReason.UnusedType;
    }

    /// <summary>Whether the message can be read as any of the 27 types of ITU-R M.1371-5.</summary>
    /// <returns>
    /// <see cref="DropReason.None"/>, <see cref="DropReason.UnusedType"/> for types 0 and 28 to 63 and for parts of message 24 that do not exist,
    /// <see cref="DropReason.WrongLength"/> or <see cref="DropReason.BadMmsi"/>.
    /// </returns>
    public static DropReason OfAnyType(PayloadBits bits)
    {
        if (bits.Count < 6)
        {
            return DropReason.WrongLength;
        }

        var type = bits.MessageType;
        if (type is 0 or > 27)
        {
            return DropReason.UnusedType;
        }

        if (!MessageLengths.Fit(bits))
        {
            return DropReason.WrongLength;
        }

        if (type == 24 && new StaticDataPartB(bits).PartNumber > 1)
        {
            return DropReason.UnusedType;
        }

        return bits.Mmsi is 0 or > 999_999_999 ? DropReason.BadMmsi : DropReason.None;
    }
}
