using MaritimeWatch.Ais.Messages;
using MaritimeWatch.Ais.Nmea;

namespace MaritimeWatch.Ais.Gpsd;

/// <summary>Joins the halves of message 24: a part B is printed with the name of the part A that came before it on its channel, as gpsd does.</summary>
internal sealed class PartAMemory(bool isSplit)
{
    // One memory for each radio channel, as in gpsd.
    private readonly PartANames[] names = [new(), new()];
    private readonly byte[] name = new byte[20];

    /// <summary>Whether a half is printed, and the name it is printed with, valid until the next call.</summary>
    public bool IsWhole(PayloadBits bits, byte channel, out ReadOnlySpan<byte> partAName)
    {
        partAName = default;
        if (isSplit)
        {
            return true;
        }

        var waiting = names[channel is (byte)'B' or (byte)'2' ? 1 : 0];
        if (new StaticDataPartB(bits).PartNumber != 0)
        {
            return waiting.TryTake(bits.Mmsi, out partAName);
        }

        waiting.Keep(bits.Mmsi, name.AsSpan(0, new StaticDataPartA(bits).Name(name)));
        return false;
    }
}
