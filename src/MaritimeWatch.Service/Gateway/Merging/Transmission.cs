using System.Runtime.CompilerServices;
using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Service.Gateway.Merging;

/// <summary>What tells a transmission from another: who, where, how fast and whither, or what she says of herself. The same whether it came as NMEA 0183, JSON or message.</summary>
internal static class Transmission
{
    /// <summary>Heading or status that a dialect does not carry.</summary>
    public const short Unknown = -1;

    private const ulong Odd = 0x9E37_79B9_7F4A_7C15UL;

    /// <summary>64 bits of it. Two that differ are alike once in 10^19; and then the second would have to come within seconds.</summary>
    public static ulong Of(in AisReport report)
    {
        var dynamic = report.Dynamic;
        var hash = Mix(dynamic.Mmsi.Value, report.Static is { } said ? Of(said) : 0);
        return dynamic.HasPosition
            ? Mix(Mix(hash, ((ulong)(uint)dynamic.RawLatitude << 32) | (uint)dynamic.RawLongitude), ((ulong)(ushort)dynamic.RawSpeed << 16) | (ushort)dynamic.RawCourse)
            : Mix(hash, 1);
    }

    /// <summary>The navigational status, or <see cref="Unknown"/> where it is not told.</summary>
    public static short StatusOf(in PositionReport report) => report.Status == NavigationalStatus.Undefined ? Unknown : (short)report.Status;

    private static ulong Of(StaticReport said)
    {
        var hash = Mix(said.ImoNumber ?? 0, ((ulong)(said.ShipType?.Code ?? 0) << 32) | said.MessageType);
        hash = Mix(hash, Of(said.Name));
        hash = Mix(hash, Of(said.CallSign));
        hash = Mix(hash, Of(said.Destination));
        hash = Mix(hash, ((ulong)(said.ToBow ?? 0) << 48) | ((ulong)(said.ToStern ?? 0) << 32) | ((ulong)(said.ToPort ?? 0) << 16) | (said.ToStarboard ?? 0));
        return Mix(hash, BitConverter.DoubleToUInt64Bits(said.DraughtMetres ?? 0));
    }

    private static ulong Of(string? text)
    {
        var hash = 0UL;
        foreach (var letter in text ?? "")
        {
            hash = (hash ^ letter) * 0x0000_0100_0000_01B3UL;
        }

        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * Odd;
        return hash ^ (hash >> 29);
    }
}
