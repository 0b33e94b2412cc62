using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Messages.Binary;

/// <summary>Which application the payload of a binary message is for.</summary>
/// <param name="MessageType">6, 8, 25 or 26.</param>
/// <param name="DesignatedAreaCode">Who defined it: 1 the IMO, else the country of a maritime identification digit, 200 inland navigation; 0 to 1,023.</param>
/// <param name="FunctionIdentifier">What it is, by the book of that area; 0 to 63.</param>
/// <param name="IsStructured">Whether its fields are known here; otherwise the payload is raw bits.</param>
public readonly record struct BinaryApplication(int MessageType, int DesignatedAreaCode, int FunctionIdentifier, bool IsStructured)
{
    /// <summary>The application that a message names; null for messages that name none.</summary>
    /// <param name="bits">A message that <see cref="MessageCheck.OfAnyType"/> lets pass.</param>
    public static BinaryApplication? Of(PayloadBits bits)
    {
        switch (bits.MessageType)
        {
            case 6:
                var addressed = new BinaryAddressedMessage(bits);
                return Of(bits, addressed.DesignatedAreaCode, addressed.FunctionIdentifier);
            case 8:
                var broadcast = new BinaryBroadcastMessage(bits);
                return Of(bits, broadcast.DesignatedAreaCode, broadcast.FunctionIdentifier);
            case 25 or 26 when new SlotBinaryMessage(bits) is { IsStructured: true } slots:
                return new BinaryApplication(bits.MessageType, slots.DesignatedAreaCode, slots.FunctionIdentifier, IsStructured: false);
            default:
                return null;
        }
    }

    private static BinaryApplication Of(PayloadBits bits, int areaCode, int function) =>
        new(bits.MessageType, areaCode, function, PayloadLayouts.Of(bits.MessageType, areaCode, function, bits) != PayloadLayout.Unknown);
}
